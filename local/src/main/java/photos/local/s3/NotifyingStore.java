package photos.local.s3;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

/// Tells of every object created or removed in the store behind it, after it has happened.
final class NotifyingStore extends ForwardingBlobStore {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyingStore.class);
    /// S3Proxy keeps the parts of an upload under way, and that there is one, as objects named so.
    private static final List<String> BOOKKEEPING = List.of(".mpus-", ".s3proxy-");
    /// S3Proxy's handler of form uploads, which arrive by the same method as others.
    private static final String FORM_UPLOAD = "handlePostBlob";

    private final Sequencer sequencer = new Sequencer();
    private final Consumer<ObjectEvent> events;

    NotifyingStore(BlobStore store, Consumer<ObjectEvent> events) {
        super(store);
        this.events = events;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        PutObjectResponse response = super.putBlob(request, content);
        created(
                isFormUpload() ? ObjectEvent.Name.POST : ObjectEvent.Name.PUT,
                request.bucket(),
                request.key(),
                response.versionId());
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        created(ObjectEvent.Name.COPY, request.destinationBucket(), request.destinationKey(), response.versionId());
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        created(ObjectEvent.Name.MULTIPART, request.bucket(), request.key(), response.versionId());
        return response;
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        DeleteObjectResponse response = super.removeBlob(request);
        ObjectEvent.Name name = Boolean.TRUE.equals(response.deleteMarker()) && request.versionId() == null
                ? ObjectEvent.Name.DELETE_MARKER
                : ObjectEvent.Name.DELETE;
        tell(name, request.key(), response.versionId(), Optional.empty());
        return response;
    }

    private static boolean isFormUpload() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(FORM_UPLOAD)));
    }

    private void created(ObjectEvent.Name name, String bucket, String key, @Nullable String versionId) {
        tell(name, key, versionId, content(bucket, key, versionId));
    }

    private Optional<ObjectEvent.Content> content(String bucket, String key, @Nullable String versionId) {
        try {
            HeadObjectResponse head = delegate()
                    .blobMetadata(HeadObjectRequest.builder()
                            .bucket(bucket)
                            .key(key)
                            .versionId(versionId)
                            .build());
            return Optional.of(
                    new ObjectEvent.Content(head.contentLength(), head.eTag().replace("\"", "")));
        } catch (RuntimeException e) {
            // The object is stored, and its event must come: without a size if it cannot be asked any more.
            LOG.debug("cannot read back {} {}", key, versionId, e);
            return Optional.empty();
        }
    }

    private void tell(
            ObjectEvent.Name name, String key, @Nullable String versionId, Optional<ObjectEvent.Content> content) {
        if (BOOKKEEPING.stream().noneMatch(key::startsWith)) {
            events.accept(new ObjectEvent(
                    name, key, Optional.ofNullable(versionId), content, Instant.now(), sequencer.next()));
        }
    }
}
