package photos.local.port;

/// Something else already listens where a part has to.
public final class PortInUse extends RuntimeException {
    private final int port;

    /// @param what what was to listen there, such as `S3`
    public PortInUse(int port, String what) {
        super("cannot start " + what + " on 127.0.0.1:" + port
                + ": another program listens on this port; stop it or choose other ports");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
