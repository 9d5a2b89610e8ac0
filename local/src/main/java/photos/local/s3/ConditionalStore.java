package photos.local.s3;

import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Makes `If-Match` hold until the write is done. S3Proxy compares before it writes, so that of several writers who
/// have read the same ETag several would win; here a conditional write of a key runs alone among the writes of that
/// key. Writes without a condition run beside each other.
final class ConditionalStore extends ForwardingBlobStore {
    private static final int STRIPES = 256;
    private static final int PRECONDITION_FAILED = 412;

    /// S3Proxy's method for a delete with a condition.
    private static final String CONDITIONAL_DELETE = "conditionalDelete";

    /// @param eTag nothing if there was no such object
    private record Seen(String key, Optional<String> eTag) {}

    private static final ThreadLocal<@Nullable Seen> SEEN = new ThreadLocal<>();
    private final ReadWriteLock[] locks = Stream.generate(() -> new ReentrantReadWriteLock(true))
            .limit(STRIPES)
            .toArray(ReadWriteLock[]::new);

    ConditionalStore(BlobStore store) {
        super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        return written(
                request.bucket(),
                request.key(),
                request.ifMatch(),
                () -> delegate().putBlob(request, content));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        // Its conditions are the source's; the target is written in any case.
        return written(
                request.destinationBucket(),
                request.destinationKey(),
                null,
                () -> delegate().copyBlob(request));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return written(
                request.bucket(),
                request.key(),
                request.ifMatch(),
                () -> delegate().completeMultipartUpload(upload, request));
    }

    /// Remembers what was seen: for a conditional delete, S3Proxy asks here, compares, and then deletes without saying
    /// what it has compared with.
    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        SEEN.set(new Seen(request.key(), Optional.empty()));
        HeadObjectResponse head = delegate().blobMetadata(request);
        SEEN.set(new Seen(request.key(), Optional.of(unquoted(head.eTag()))));
        return head;
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        Seen compared = SEEN.get();
        SEEN.remove();
        if (compared == null || !compared.key().equals(request.key()) || !isConditionalDelete()) {
            return locked(request.key(), false, () -> delegate().removeBlob(request));
        }
        return locked(request.key(), true, () -> {
            Optional<String> now = current(request);
            // What is gone meanwhile is as good as deleted; what has come or changed was never compared.
            if (now.isPresent() && !now.equals(compared.eTag())) {
                throw S3Exceptions.fromStatusCode(PRECONDITION_FAILED);
            }
            return delegate().removeBlob(request);
        });
    }

    private Optional<String> current(DeleteObjectRequest request) {
        HeadObjectRequest head = HeadObjectRequest.builder()
                .bucket(request.bucket())
                .key(request.key())
                .versionId(request.versionId())
                .build();
        return Optional.ofNullable(delegate().blobMetadataIfPresent(head)).map(found -> unquoted(found.eTag()));
    }

    private static boolean isConditionalDelete() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(CONDITIONAL_DELETE)));
    }

    private <T> T written(String bucket, String key, @Nullable String ifMatch, Supplier<T> write) {
        if (ifMatch == null) {
            return locked(key, false, write);
        }
        return locked(key, true, () -> {
            requireMatch(bucket, key, ifMatch);
            return write.get();
        });
    }

    /// What is not there cannot match: the store's own 404, as on AWS.
    private void requireMatch(String bucket, String key, String ifMatch) {
        String found = unquoted(delegate().blobMetadata(bucket, key).eTag());
        if (!ifMatch.equals("*") && !unquoted(ifMatch).equals(found)) {
            throw S3Exceptions.fromStatusCode(PRECONDITION_FAILED);
        }
    }

    private static String unquoted(String eTag) {
        return eTag.replace("\"", "");
    }

    private <T> T locked(String key, boolean alone, Supplier<T> action) {
        ReadWriteLock lock = locks[Math.floorMod(key.hashCode(), STRIPES)];
        Lock held = alone ? lock.writeLock() : lock.readLock();
        held.lock();
        try {
            return action.get();
        } finally {
            held.unlock();
        }
    }
}
