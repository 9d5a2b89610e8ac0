package photos.processor.hostile;

import java.util.Set;

/// One file that was made to hurt.
final class HostileFile {
    private final String name;
    private final Set<String> expected;
    private final byte[] bytes;

    private HostileFile(String name, Set<String> expected, byte[] bytes) {
        this.name = name;
        this.expected = expected;
        this.bytes = bytes;
    }

    /// @param name unique, with an extension
    /// @param expected `READY` or a reason; alternatives, with a `|` between, where decoders may differ
    static HostileFile of(String name, String expected, byte[] bytes) {
        return new HostileFile(name, Set.of(expected.split("\\|", -1)), bytes);
    }

    String name() {
        return name;
    }

    Set<String> expected() {
        return expected;
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
