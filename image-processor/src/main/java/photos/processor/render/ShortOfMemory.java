package photos.processor.render;

/// A render took more memory than there was while others took theirs. Any of them may have taken too much, so
/// this says nothing of the photo yet; rendered alone it is its own fault.
public final class ShortOfMemory extends RuntimeException {
    ShortOfMemory(OutOfMemoryError cause) {
        super("the renders under way took more memory than there is", cause);
    }
}
