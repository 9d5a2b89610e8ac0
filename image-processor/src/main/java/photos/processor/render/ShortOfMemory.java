package photos.processor.render;

/// A render took more memory than there was while others took theirs. It may be any of them that took too much, so
/// nobody knows anything of the photo yet; rendered alone it is its own fault.
public final class ShortOfMemory extends RuntimeException {
    ShortOfMemory(OutOfMemoryError cause) {
        super("the renders under way took more memory than there is", cause);
    }
}
