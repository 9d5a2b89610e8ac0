package photos.processor.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Hostile files of another's making, where they are on this machine: `-Dhostile=DIR`, otherwise beside the repository.
/// The directory holds them in `f`, or `generate.py`, which writes them there.
final class SharedHostileFiles {
    static final Path DIRECTORY = Path.of(System.getProperty("hostile", "../../shared/hostile"));

    /// What may become of those whose name does not say that they are too large.
    private static final Map<String, Set<String>> EXPECTED = Map.ofEntries(
            Map.entry("bomb_30000.png", Set.of("TOO_MANY_PIXELS")),
            Map.entry("bomb_1bit_100000.png", Set.of("TOO_MANY_PIXELS")),
            Map.entry("hdr_giant.png", Set.of("TOO_MANY_PIXELS")),
            Map.entry("iccp_1g.png", Set.of("READY")),
            Map.entry("ztxt_1g.png", Set.of("READY")),
            Map.entry("itxt_1g.png", Set.of("READY")),
            Map.entry("xmp_itxt_1g.png", Set.of("READY")),
            Map.entry("ztxt_many.png", Set.of("READY")),
            Map.entry("loop.tif", Set.of("CORRUPT")),
            Map.entry("chain200k.tif", Set.of("TOO_COSTLY")),
            Map.entry("emptychain200k.tif", Set.of("CORRUPT", "TOO_COSTLY")),
            Map.entry("giant.tif", Set.of("TOO_MANY_PIXELS")),
            Map.entry("exifchain.jpg", Set.of("CORRUPT")),
            Map.entry("nest10k.mov", Set.of("UNSUPPORTED_FORMAT")),
            Map.entry("nest10k.mp4", Set.of("UNSUPPORTED_FORMAT")),
            Map.entry("ico.ico", Set.of("UNSUPPORTED_FORMAT")),
            Map.entry("giant.gif", Set.of("TOO_MANY_PIXELS")),
            Map.entry("frames300k.gif", Set.of("READY")),
            Map.entry("giant.bmp", Set.of("TRUNCATED", "TOO_MANY_PIXELS")));

    private SharedHostileFiles() {}

    static boolean areHere() {
        return Files.isDirectory(DIRECTORY.resolve("f")) || Files.exists(DIRECTORY.resolve("generate.py"));
    }

    /// @param scratch where they are written if they are not there yet
    static List<Path> all(Path scratch) throws IOException, InterruptedException {
        Path made = DIRECTORY.resolve("f");
        if (!Files.isDirectory(made)) {
            Process generator = new ProcessBuilder(
                            "python3", DIRECTORY.resolve("generate.py").toString(), scratch.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (generator.waitFor() != 0) {
                throw new IOException("generate.py ended with " + generator.exitValue());
            }
            made = scratch.resolve("f");
        }
        try (Stream<Path> files = Files.list(made)) {
            return files.sorted().toList();
        }
    }

    /// @return empty for a file that is not known here
    static Set<String> expected(Path file) {
        return EXPECTED.getOrDefault(file.getFileName().toString(), Set.of());
    }
}
