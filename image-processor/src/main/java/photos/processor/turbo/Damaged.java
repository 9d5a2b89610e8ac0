package photos.processor.turbo;

/// The library met something in a JPEG that it would not have in a sound one.
public final class Damaged extends Exception {
    Damaged(String message) {
        super(message);
    }
}
