package photos.processor.gate;

/// A walk wanted bytes past the end of the file.
final class PastTheEnd extends Exception {
    PastTheEnd(long wanted, long size) {
        super("wanted byte " + wanted + " of a file of " + size);
    }
}
