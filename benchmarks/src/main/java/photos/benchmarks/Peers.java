package photos.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Which other programs are there, as `benchmarks/run` found them.
final class Peers {
    private final Properties found = new Properties();

    private Peers() {}

    static Peers of(Path file) throws IOException {
        Peers peers = new Peers();
        try (Reader reader = Files.newBufferedReader(file)) {
            peers.found.load(reader);
        }
        return peers;
    }

    Optional<String> path(String name) {
        return Optional.ofNullable(found.getProperty(name));
    }

    /// Why it is not there.
    String reason(String name) {
        return found.getProperty(name + ".missing", "it was not looked for");
    }

    /// Name and version of everything that is there.
    List<String> versions() {
        return found.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".version"))
                .map(found::getProperty)
                .filter(version -> !version.isBlank())
                .sorted()
                .toList();
    }
}
