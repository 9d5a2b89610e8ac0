package photos.processor.render;

/// The memory that all renders of a process share.
@FunctionalInterface
public interface Memory {
    /// Of a render that has all of it to itself.
    Memory UNSHARED = new Memory() {
        @Override
        public void raiseTo(long bytes) {
            // it has all there is
        }

        @Override
        public boolean isShared() {
            return false;
        }
    };

    /// Lets the render take so many bytes instead of what it has, which is nothing at first, as soon as they are free.
    ///
    /// @throws photos.outage.Unavailable if that takes too long
    void raiseTo(long bytes);

    /// Whether others may have taken what is missing when memory runs short.
    default boolean isShared() {
        return true;
    }
}
