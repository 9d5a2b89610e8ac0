package photos.local.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports of 127.0.0.1.
public final class LoopbackPort {
    private static final int ANY = 0;

    private LoopbackPort() {}

    /// Asks for a port before a part is started, because a part's own failure is no sentence and, in a process of its
    /// own, only a line of its log.
    ///
    /// @param what what is to listen there, such as `S3`
    /// @throws PortInUse if another program listens there
    public static void requireFree(int port, String what) {
        try (ServerSocket _ = bind(port)) {
            // Free: closed again at once, for the part.
        } catch (BindException _) {
            throw new PortInUse(port, what);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot try port " + port + " for " + what, e);
        }
    }

    /// A port that was free a moment ago.
    public static int anyFree() {
        try (ServerSocket socket = bind(ANY)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
    }
}
