package photos.local.pipeline;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import photos.local.port.LoopbackPort;
import photos.local.port.PortInUse;

/// Ports for a pipeline.
final class FreePorts {
    /// Below the ports that systems give to outgoing connections.
    private static final int LOWEST = 12_000;

    private static final int HIGHEST = 32_000;

    private FreePorts() {}

    /// Four that were free a moment ago.
    static LocalPorts fourInARow() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST))
                .limit(1000)
                .filter(FreePorts::areFree)
                .mapToObj(LocalPorts::new)
                .findFirst()
                .orElseThrow();
    }

    static boolean areFree(int base) {
        try {
            IntStream.range(base, base + 4).forEach(port -> LoopbackPort.requireFree(port, "a test"));
            return true;
        } catch (PortInUse _) {
            return false;
        }
    }
}
