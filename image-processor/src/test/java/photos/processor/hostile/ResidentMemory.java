package photos.processor.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// This process's memory in RAM, heap and all, where the operating system is Linux; 0 elsewhere.
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private ResidentMemory() {}

    static long now() throws IOException {
        return bytes("VmRSS:");
    }

    /// The most since [#forgetPeak].
    static long peak() throws IOException {
        return bytes("VmHWM:");
    }

    static void forgetPeak() throws IOException {
        if (Files.isWritable(CLEAR)) {
            Files.writeString(CLEAR, "5");
        }
    }

    private static long bytes(String name) throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }
}
