package photos.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import photos.storage.Content;
import photos.storage.Download;
import photos.storage.Generation;
import photos.storage.Listed;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.ObjectMoved;
import photos.storage.ObjectStore;
import photos.storage.ObjectUnreadable;
import photos.storage.SmallObject;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// One bucket of Amazon S3, or of whatever `AWS_ENDPOINT_URL_S3` names.
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
    /// Close to S3, where 100 MB take a few seconds.
    private static final Duration CALL_LIMIT = Duration.ofSeconds(25);

    /// Over a person's own line, where the largest original may take long.
    private static final Duration UPLOAD_LIMIT = Duration.ofHours(1);

    private final S3Client client;
    private final String bucket;
    private final S3Answers answers;
    private final S3Listing listing;

    public S3ObjectStore(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
        this.answers = new S3Answers(bucket);
        this.listing = new S3Listing(client, bucket, answers);
    }

    /// A bucket reached with the SDK's own settings: region, credentials and endpoint from the environment.
    public static S3ObjectStore open(String bucket) {
        return open(bucket, CALL_LIMIT);
    }

    /// The same with time for large uploads over slow lines.
    public static S3ObjectStore openForUploads(String bucket) {
        return open(bucket, UPLOAD_LIMIT);
    }

    private static S3ObjectStore open(String bucket, Duration callLimit) {
        S3Client client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.apiCallTimeout(callLimit))
                .build();
        return new S3ObjectStore(client, bucket);
    }

    @Override
    public Optional<ObjectHead> head(ObjectKey key) {
        try {
            return Optional.of(head(key, client.headObject(r -> r.bucket(bucket).key(key.value()))));
        } catch (S3Exception e) {
            return switch (e.statusCode()) {
                case 404 -> absent(key);
                case 400 -> unreadable(key); // encrypted with a customer's key, which HEAD does not have
                default -> throw answers.failed("HEAD", key.value(), e);
            };
        } catch (SdkException e) {
            throw answers.failed("HEAD", key.value(), e);
        }
    }

    private static ObjectHead head(ObjectKey key, HeadObjectResponse r) {
        String eTag = ETags.unquoted(r.eTag());
        Generation generation =
                Generation.of(Optional.ofNullable(r.versionId()), eTag, r.lastModified(), r.contentLength());
        boolean restored = r.restore() != null && r.restore().contains("ongoing-request=\"false\"");
        return new ObjectHead(key, generation, eTag, r.contentLength(), r.lastModified(), !isArchived(r) || restored);
    }

    /// By its storage class or, in that of Intelligent-Tiering, by the tier it sank to (S3 API Reference, "HeadObject":
    /// `x-amz-archive-status` is there for as long as it lies in an archive).
    private static boolean isArchived(HeadObjectResponse r) {
        return r.archiveStatusAsString() != null
                || S3Listing.ARCHIVES.contains(String.valueOf(r.storageClassAsString()));
    }

    /// An answer to HEAD has no body to say whether it is the bucket that is not there; a listing says it.
    private Optional<ObjectHead> absent(ObjectKey key) {
        try (Stream<Listed> listed = under(key.value())) {
            boolean _ = listed.findFirst().isPresent();
            return Optional.empty();
        }
    }

    /// A listing tells of an object that HEAD refuses.
    private Optional<ObjectHead> unreadable(ObjectKey key) {
        try (Stream<Listed> listed = under(key.value())) {
            return listed.filter(l -> l.key().equals(key))
                    .findFirst()
                    .map(l -> new ObjectHead(
                            key,
                            new Generation.Content(l.eTag(), l.lastModified(), l.size()),
                            l.eTag(),
                            l.size(),
                            l.lastModified(),
                            false));
        }
    }

    @Override
    public byte[] readRange(ObjectHead head, long offset, int length) throws ObjectMoved, ObjectUnreadable {
        if (length == 0 || offset >= head.size()) {
            return new byte[0];
        }
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(head.key().value())
                .ifMatch(ETags.quoted(head.eTag()))
                .range("bytes=" + offset + "-" + (offset + length - 1))
                .build();
        return answers.unlessMoved(
                "GET",
                head.key(),
                head.generation(),
                () -> client.getObject(request, ResponseTransformer.toBytes()).asByteArray());
    }

    @Override
    public void download(ObjectKey key, Generation generation, Path file) throws ObjectMoved, ObjectUnreadable {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket).key(key.value());
        switch (generation) {
            case Generation.Version version -> request.versionId(version.versionId());
            case Generation.Content content -> request.ifMatch(ETags.quoted(content.eTag()));
        }
        answers.unlessMoved(
                "GET", key, generation, () -> client.getObject(request.build(), ResponseTransformer.toFile(file)));
    }

    @Override
    public Optional<SmallObject> read(ObjectKey key) {
        return answers.found("GET", key, () -> {
            var answer = client.getObject(get(key), ResponseTransformer.toBytes());
            return new SmallObject(
                    answer.asUtf8String(), ETags.unquoted(answer.response().eTag()));
        });
    }

    @Override
    public Optional<Download> open(ObjectKey key) {
        return answers.found("GET", key, () -> {
            ResponseInputStream<GetObjectResponse> body = client.getObject(get(key));
            GetObjectResponse r = body.response();
            return new Download(
                    (InputStream) body,
                    r.contentLength(),
                    Optional.ofNullable(r.contentType()),
                    Optional.ofNullable(r.cacheControl()),
                    r.metadata(),
                    otherHeaders(r),
                    ETags.unquoted(r.eTag()));
        });
    }

    private static Map<String, String> otherHeaders(GetObjectResponse r) {
        Map<String, String> headers = new LinkedHashMap<>();
        Optional.ofNullable(r.contentDisposition()).ifPresent(v -> headers.put("Content-Disposition", v));
        Optional.ofNullable(r.contentEncoding()).ifPresent(v -> headers.put("Content-Encoding", v));
        Optional.ofNullable(r.contentLanguage()).ifPresent(v -> headers.put("Content-Language", v));
        Optional.ofNullable(r.expiresString()).ifPresent(v -> headers.put("Expires", v));
        Optional.ofNullable(r.websiteRedirectLocation())
                .ifPresent(v -> headers.put("x-amz-website-redirect-location", v));
        return headers;
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, Content content) {
        return putIf(key, content, request(key, content).ifNoneMatch("*"), _ -> false);
    }

    @Override
    public boolean putIfMatch(ObjectKey key, String eTag, Content content) {
        return putIf(key, content, request(key, content).ifMatch(ETags.quoted(eTag)), S3Answers::isAbsent);
    }

    @Override
    public void put(ObjectKey key, Content content) {
        answers.tried(
                "PUT", key.value(), () -> client.putObject(request(key, content).build(), body(content)));
    }

    /// 412: the condition does not hold. 409: another write is under way, so it will not. 404: `If-Match` on
    /// an object that is gone (S3 User Guide, "Conditional writes").
    ///
    /// @param isNo which other answers say that the condition does not hold
    private boolean putIf(
            ObjectKey key, Content content, PutObjectRequest.Builder request, Predicate<S3Exception> isNo) {
        try {
            client.putObject(request.build(), body(content));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 412 || e.statusCode() == 409 || isNo.test(e)) {
                return false;
            }
            throw answers.failed("PUT", key.value(), e);
        } catch (SdkException e) {
            throw answers.failed("PUT", key.value(), e);
        }
    }

    @Override
    public boolean deleteIfMatch(ObjectKey key, String eTag) {
        try {
            client.deleteObject(r -> r.bucket(bucket).key(key.value()).ifMatch(ETags.quoted(eTag)));
            return true;
        } catch (S3Exception e) {
            if (S3Answers.isAbsent(e)) {
                return true;
            }
            if (e.statusCode() == 409 || e.statusCode() == 412) {
                return false;
            }
            throw answers.failed("DELETE", key.value(), e);
        } catch (SdkException e) {
            throw answers.failed("DELETE", key.value(), e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        answers.tried(
                "DELETE",
                key.value(),
                () -> client.deleteObject(r -> r.bucket(bucket).key(key.value())));
    }

    @Override
    public List<Listed> children(String prefix) {
        return listing.children(prefix);
    }

    @Override
    public Stream<Listed> under(String prefix) {
        return listing.under(prefix);
    }

    @Override
    public void close() {
        client.close();
    }

    private GetObjectRequest get(ObjectKey key) {
        return GetObjectRequest.builder().bucket(bucket).key(key.value()).build();
    }

    private PutObjectRequest.Builder request(ObjectKey key, Content content) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .contentType(content.mediaType())
                .metadata(content.userMetadata())
                .checksumAlgorithm(ChecksumAlgorithm.SHA256);
        content.cacheControl().ifPresent(request::cacheControl);
        return request;
    }

    private static RequestBody body(Content content) {
        return switch (content.body()) {
            case Content.Body.Text text -> RequestBody.fromString(text.text(), UTF_8);
            case Content.Body.InFile onDisk -> RequestBody.fromFile(onDisk.file());
        };
    }
}
