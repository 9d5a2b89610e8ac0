package photos.storage.s3;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What a bucket lists (S3 API Reference, "ListObjectsV2").
final class S3Listing {
    /// Storage classes whose objects are out of reach until they are restored.
    static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    /// A storage class some of whose objects may be out of reach until they are restored.
    private static final String TIERING = "INTELLIGENT_TIERING";

    private final S3Client client;
    private final String bucket;
    private final S3Answers answers;

    S3Listing(S3Client client, String bucket, S3Answers answers) {
        this.client = client;
        this.bucket = bucket;
        this.answers = answers;
    }

    List<Listed> children(String prefix) {
        return answers.tried(
                "LIST",
                prefix,
                () -> client
                        .listObjectsV2Paginator(
                                r -> r.bucket(bucket).prefix(prefix).delimiter("/"))
                        .stream()
                        .flatMap(S3Listing::listed)
                        .toList());
    }

    Stream<Listed> under(String prefix) {
        return pages(prefix).flatMap(S3Listing::listed);
    }

    /// Each page is asked for when the one before is read, and may fail then.
    private Stream<ListObjectsV2Response> pages(String prefix) {
        return Stream.iterate(
                        page(prefix, Optional.empty()),
                        Optional::isPresent,
                        page -> page.filter(p -> Boolean.TRUE.equals(p.isTruncated()))
                                .flatMap(p -> page(prefix, Optional.of(p.nextContinuationToken()))))
                .flatMap(Optional::stream);
    }

    private Optional<ListObjectsV2Response> page(String prefix, Optional<String> token) {
        return Optional.of(answers.tried(
                "LIST",
                prefix,
                () -> client.listObjectsV2(
                        r -> r.bucket(bucket).prefix(prefix).continuationToken(token.orElse(null)))));
    }

    private static Stream<Listed> listed(ListObjectsV2Response page) {
        return page.contents().stream().map(S3Listing::listed);
    }

    private static Listed listed(S3Object object) {
        return new Listed(
                new ObjectKey(object.key()),
                ETags.unquoted(object.eTag()),
                object.size(),
                object.lastModified(),
                mayBeArchived(String.valueOf(object.storageClassAsString())));
    }

    private static boolean mayBeArchived(String storageClass) {
        return ARCHIVES.contains(storageClass) || storageClass.equals(TIERING);
    }
}
