package photos.local.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.account.LocalAccount;
import photos.local.port.LoopbackPort;
import photos.outage.Unavailable;
import photos.storage.Generation;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;
import photos.storage.ObjectStoreContract;
import photos.storage.s3.S3ObjectStore;
import software.amazon.awssdk.services.s3.S3Client;

/// The store of the programs against the S3 of the local mode, over the wire.
class S3ObjectStoreIT implements ObjectStoreContract {
    private static final LocalAccount ACCOUNT =
            new LocalAccount("eu-central-1", "000000000000", "LOCALKEY", "local-secret");

    private final String bucket = "photos-" + UUID.randomUUID();

    @TempDir
    private Path directory;

    private LocalS3 s3;
    private S3Client client;

    @BeforeEach
    void start() throws Exception {
        s3 = LocalS3.start(LoopbackPort.anyFree(), directory.resolve("s3"), bucket, ACCOUNT, _ -> {});
        client = LocalS3Client.of(s3.endpoint(), ACCOUNT);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        s3.close();
    }

    @Override
    public ObjectStore emptyStore() {
        return new S3ObjectStore(client, bucket);
    }

    @Override
    public void removeForGood(ObjectStore store, ObjectKey key, Generation generation) {
        client.deleteObject(r -> r.bucket(bucket).key(key.value()).versionId(generation.text()));
    }

    @Test
    void an_s3_that_does_not_answer_is_unavailable_also_to_who_reads_a_listing() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + LoopbackPort.anyFree());
        try (S3ObjectStore store = new S3ObjectStore(LocalS3Client.of(nobody, ACCOUNT), bucket)) {
            assertThatThrownBy(() -> store.head(KEY)).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> store.children("uploads/")).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> {
                        try (Stream<Listed> under = store.under("uploads/")) {
                            under.forEach(_ -> {});
                        }
                    })
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("LIST of s3://" + bucket + "/uploads/");
        }
    }
}
