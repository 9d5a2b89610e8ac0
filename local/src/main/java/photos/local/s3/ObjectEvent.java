package photos.local.s3;

import java.time.Instant;
import java.util.Optional;
import photos.local.template.Stack;

/// Something that happened to an object, as S3 would announce it.
///
/// @param key decoded
/// @param versionId the version made: the object's, or the delete marker's
/// @param content what was stored; absent after a removal, or if it was removed again meanwhile
/// @param sequencer 18 hexadecimal digits, greater for what happened later
public record ObjectEvent(
        Name name, String key, Optional<String> versionId, Optional<Content> content, Instant at, String sequencer) {

    /// @param size in bytes
    /// @param eTag without quotes
    public record Content(long size, String eTag) {}

    /// Whether the bucket's configuration wants this event announced.
    public boolean matches(Stack.Notification notification) {
        String full = "s3:" + name.text();
        String wanted = notification.event();
        boolean named =
                wanted.endsWith("*") ? full.startsWith(wanted.substring(0, wanted.length() - 1)) : full.equals(wanted);
        return named && key.startsWith(notification.prefix()) && key.endsWith(notification.suffix());
    }

    /// The names of "Supported event types for Amazon S3".
    public enum Name {
        PUT("ObjectCreated:Put"),
        POST("ObjectCreated:Post"),
        COPY("ObjectCreated:Copy"),
        MULTIPART("ObjectCreated:CompleteMultipartUpload"),
        DELETE("ObjectRemoved:Delete"),
        DELETE_MARKER("ObjectRemoved:DeleteMarkerCreated");

        private final String text;

        Name(String text) {
            this.text = text;
        }

        /// As it stands in a notification, without `s3:`.
        public String text() {
            return text;
        }
    }
}
