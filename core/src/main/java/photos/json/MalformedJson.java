package photos.json;

/// A text that is not the JSON that was expected.
public final class MalformedJson extends Exception {
    public MalformedJson(String message) {
        super(message);
    }

    MalformedJson(String message, Throwable cause) {
        super(message, cause);
    }
}
