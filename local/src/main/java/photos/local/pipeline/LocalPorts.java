package photos.local.pipeline;

import java.net.URI;

/// Four ports in a row.
///
/// @param base the first, 1 to 65,532
public record LocalPorts(int base) {
    public static final LocalPorts USUAL = new LocalPorts(9000);

    public LocalPorts {
        if (base < 1 || base > 65_532) {
            throw new IllegalArgumentException("--port-base is " + base + ", expected 1 to 65532");
        }
    }

    public int s3() {
        return base;
    }

    public int dynamoDb() {
        return base + 1;
    }

    public int sqs() {
        return base + 2;
    }

    public int processor() {
        return base + 3;
    }

    /// Always an address and never a name: with an address, SDKs put the bucket into the path.
    public static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
