package photos.processor.render;

/// The rows of a frame that a decoder has filled, one after the other.
///
/// @param from the first that is there
/// @param to the one after the last; not above `from` if there is none
/// @param coarse whether they are there in less detail than the original has
record Extent(int from, int to, boolean coarse) {
    static Extent upTo(int to) {
        return new Extent(0, to, false);
    }

    int rows() {
        return Math.max(0, to - from);
    }
}
