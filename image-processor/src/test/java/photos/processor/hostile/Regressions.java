package photos.processor.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Files that mutation found and that once did harm. A file's name begins with what has to become of it.
final class Regressions {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "regressions");

    private Regressions() {}

    static List<HostileFile> all() {
        List<HostileFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(DIRECTORY)) {
            for (Path path : paths.sorted().toList()) {
                String name = path.getFileName().toString();
                String expected = name.substring(0, name.indexOf('-'));
                files.add(HostileFile.of(
                        "found" + name.substring(expected.length()), expected, Files.readAllBytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
