package photos.storage;

/// The object is no longer the one that was meant: gone (404) or replaced (412).
public final class ObjectMoved extends Exception {
    public ObjectMoved(ObjectKey key, Generation generation) {
        super(key + " is no longer at generation " + generation.text());
    }
}
