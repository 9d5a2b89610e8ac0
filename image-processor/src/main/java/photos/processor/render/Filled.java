package photos.processor.render;

/// Knows which rows of a frame a decoder has filled, once it has stopped.
interface Filled {
    Extent extent();
}
