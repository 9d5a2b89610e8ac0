package photos.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {

    @Test
    void a_port_in_use_is_named_with_what_was_to_listen_there() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> LoopbackPort.requireFree(port, "S3"))
                    .isInstanceOfSatisfying(
                            PortInUse.class, e -> assertThat(e.port()).isEqualTo(port))
                    .hasMessage("cannot start S3 on 127.0.0.1:" + port
                            + ": another program listens on this port; stop it or choose other ports");
        }
        LoopbackPort.requireFree(LoopbackPort.anyFree(), "S3");
    }
}
