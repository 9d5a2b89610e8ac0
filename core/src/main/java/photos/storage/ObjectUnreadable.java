package photos.storage;

/// The object is there, but its bytes cannot be had: archived, or encrypted with a key that only its owner has.
public final class ObjectUnreadable extends Exception {
    public ObjectUnreadable(ObjectKey key, String why) {
        super(key + " cannot be read: " + why);
    }
}
