package photos.storage.s3;

import java.util.Optional;
import java.util.function.Supplier;
import photos.outage.Unavailable;
import photos.storage.Generation;
import photos.storage.ObjectKey;
import photos.storage.ObjectMoved;
import photos.storage.ObjectUnreadable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What S3's refusals mean here.
///
/// @param bucket for the sentences
record S3Answers(String bucket) {

    /// The answer to a request for a generation, which may be gone or replaced.
    <T> T unlessMoved(String verb, ObjectKey key, Generation generation, Supplier<T> request)
            throws ObjectMoved, ObjectUnreadable {
        try {
            return request.get();
        } catch (S3Exception e) {
            if (isAbsent(e) || e.statusCode() == 412) {
                throw new ObjectMoved(key, generation);
            }
            if (isUnreadable(e)) {
                throw new ObjectUnreadable(key, e.awsErrorDetails().errorMessage());
            }
            throw failed(verb, key.value(), e);
        } catch (SdkException e) {
            throw failed(verb, key.value(), e);
        }
    }

    /// Whether the object is not there; a bucket that is not there is a 404 too, and says nothing of objects.
    static boolean isAbsent(S3Exception e) {
        return e.statusCode() == 404 && !code(e).equals("NoSuchBucket");
    }

    /// S3 API Reference, "Error responses": an archived object, and one whose key the request lacks.
    private static boolean isUnreadable(S3Exception e) {
        String code = code(e);
        return switch (e.statusCode()) {
            case 403 -> "InvalidObjectState".equals(code);
            case 400 -> "InvalidRequest".equals(code);
            default -> false;
        };
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }

    /// The answer, or nothing if there is no such object.
    <T> Optional<T> found(String verb, ObjectKey key, Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (S3Exception e) {
            if (isAbsent(e)) {
                return Optional.empty();
            }
            throw failed(verb, key.value(), e);
        } catch (SdkException e) {
            throw failed(verb, key.value(), e);
        }
    }

    /// The answer; every failure means that S3 is absent.
    <T> T tried(String verb, String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failed(verb, what, e);
        }
    }

    Unavailable failed(String verb, String what, SdkException e) {
        return new Unavailable("S3 " + verb + " of s3://" + bucket + "/" + what + " failed: " + e.getMessage(), e);
    }
}
