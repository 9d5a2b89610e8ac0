package photos.processor.render;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import photos.image.Orientation;
import photos.json.Json;
import photos.json.MalformedJson;

/// The corpus of pictures with independently made references, if it is on this machine: `-Dcorpus=DIR`, otherwise
/// beside the repository.
final class Corpus {
    private static final Path DIRECTORY = Path.of(System.getProperty("corpus", "../../shared/corpus"), "public");

    private Corpus() {}

    static List<Row> rows() {
        Path manifest = DIRECTORY.resolve("MANIFEST.json");
        assumeTrue(Files.exists(manifest), "no corpus in " + DIRECTORY.toAbsolutePath() + "; give -Dcorpus=DIR");
        try {
            List<Row> rows = new ArrayList<>();
            for (Object row : list(Json.object(Files.readString(manifest)).get("files"))) {
                rows.add(Row.of(map(row)));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJson e) {
            throw new IllegalStateException(e);
        }
    }

    static Row row(String name) {
        return rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// A file of the corpus.
    ///
    /// @param accept `ok`, `reject` or both
    record Row(
            String name,
            Path file,
            Orientation orientation,
            List<String> accept,
            List<Path> references,
            Thresholds least) {
        private static Row of(Map<String, Object> row) {
            String file = text(row.get("file"));
            Map<String, Object> ref = row.get("ref") == null ? Map.of() : map(row.get("ref"));
            List<Path> references = new ArrayList<>();
            Stream.concat(Stream.of(ref), list(ref.get("alternates")).stream().map(Corpus::map))
                    .flatMap(reference -> Optional.ofNullable(reference.get("path")).stream())
                    .forEach(path -> references.add(DIRECTORY.resolve(text(path))));
            return new Row(
                    Path.of(file).getFileName().toString(),
                    DIRECTORY.resolve(file),
                    Orientation.ofExif((int) number(row.get("effective_orientation"), 1)),
                    list(row.get("accept")).stream().map(Corpus::text).toList(),
                    references,
                    new Thresholds(
                            number(ref.get("min_ssim"), 0.8),
                            number(ref.get("min_psnr"), 18),
                            number(ref.get("max_colour"), 12)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record Thresholds(double ssim, double psnr, double colour) {}

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static double number(@Nullable Object value, double otherwise) {
        return value instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) (value instanceof Map<?, ?> map ? map : Map.of());
    }
}
