package photos.local.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import photos.local.account.LocalAccount;
import photos.local.port.LoopbackPort;
import photos.local.s3.nio2blob.versioned.DiskStore;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// S3 with one versioned bucket, kept in a directory. Requests must be signed with the account's key pair.
///
/// A file system's limits apply to keys: no `..`, no `//`, no leading `/`, no part longer than 255 bytes between
/// slashes, and no `p` beside `p/q`. Listings come in the order of Java's strings, where S3's is that of
/// the keys' UTF-8 bytes; the two differ only from U+E000 on.
public final class LocalS3 implements AutoCloseable {
    private final S3Proxy proxy;
    private final BlobStore store;
    private final EventDelivery delivery;
    private final URI endpoint;

    private LocalS3(S3Proxy proxy, BlobStore store, EventDelivery delivery, URI endpoint) {
        this.proxy = proxy;
        this.store = store;
        this.delivery = delivery;
        this.endpoint = endpoint;
    }

    /// Starts S3 and makes the bucket if it is not there.
    ///
    /// @param directory where the objects lie; made if absent
    /// @param sink told of every change, on a thread of its own, in the order of their happening
    /// @throws photos.local.port.PortInUse if another program listens on the port
    /// @throws UnfitDirectory if the directory cannot hold objects
    public static LocalS3 start(
            int port, Path directory, String bucket, LocalAccount account, Consumer<ObjectEvent> sink)
            throws IOException {
        Path root = StoreDirectory.prepare(directory, System.getProperty("sun.jnu.encoding", "unknown"));
        LoopbackPort.requireFree(port, "S3");
        DiskStore disk = new DiskStore(root);
        if (!disk.containerExists(bucket)) {
            disk.createContainer(bucket);
        }
        disk.putBucketVersioning(bucket, BucketVersioningStatus.ENABLED);
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        EventDelivery delivery = new EventDelivery(sink);
        BlobStore store = new NotifyingStore(new ConditionalStore(disk), delivery);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(endpoint)
                .awsAuthentication(AuthenticationType.AWS_V4, account.accessKey(), account.secretKey())
                .ignoreUnknownHeaders(true)
                .build();
        WholeRequests.in(proxy);
        LocalS3 s3 = new LocalS3(proxy, store, delivery, endpoint);
        s3.listen();
        return s3;
    }

    private void listen() throws IOException {
        try {
            proxy.start();
        } catch (Exception e) {
            close();
            throw new IOException("cannot start S3 at " + endpoint + ": " + e.getMessage(), e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /// Ends the requests under way, tells the events that wait, and stops.
    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException("cannot stop S3 at " + endpoint + ": " + e.getMessage(), e);
        } finally {
            delivery.close();
            store.close();
        }
    }
}
