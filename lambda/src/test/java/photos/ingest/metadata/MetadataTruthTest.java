package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import photos.json.Json;
import photos.json.MalformedJson;

/// Real files against what exiftool says of them. The corpus does not lie in this repository; `-Dcorpus=DIR` says where
/// it is. What was found goes to `target/metadata-truth.txt`, and each file's values to `target/metadata/`, as the
/// corpus' own checker takes them.
final class MetadataTruthTest {
    private static final Path CORPUS = Path.of(System.getProperty("corpus", "../../shared/corpus"));
    private static final Path REPORT = Path.of("target/metadata-truth.txt");
    private static final Path VALUES = Path.of("target/metadata");

    /// Where exiftool's truth and these values differ on purpose, and who is right.
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "exr__issue-exifr-13.jpg LensModel",
            "there is none, so the lens is named after LensSpecification: both are right");

    /// @param compared values that the manifest states, or states to be absent
    private record Tally(int compared, int stated, int excepted) {
        Tally plus(boolean isStated, boolean isExcepted) {
            return new Tally(compared + 1, stated + (isStated ? 1 : 0), excepted + (isExcepted ? 1 : 0));
        }
    }

    private final Map<String, Tally> byField = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private final List<String> exceptions = new ArrayList<>();
    private final List<String> zeros = new ArrayList<>();
    private final StringBuilder bytesRead = new StringBuilder();
    private long read;
    private long size;

    @Test
    void agrees_with_exiftool_on_every_real_file() throws Exception {
        Files.createDirectories(VALUES);
        for (Map<?, ?> row : rows()) {
            compare(new Truth(row));
        }
        Files.writeString(REPORT, report());
        assertThat(differences).isEmpty();
        assertThat(exceptions).hasSameSizeAs(EXCEPTIONS.keySet());
    }

    private void compare(Truth truth) throws Exception {
        Path file = CORPUS.resolve("public").resolve(truth.file());
        CountedBytes bytes = CountedBytes.of(file);
        Map<String, Object> values = FlatJson.of(new MetadataReader().read(bytes));
        Files.writeString(VALUES.resolve(file.getFileName() + ".json"), Json.pretty(values), UTF_8);
        read += bytes.bytesRead();
        size += bytes.size();
        bytesRead.append("%,11d %,11d %5d  %s%n"
                .formatted(bytes.size(), bytes.bytesRead(), bytes.requests(), file.getFileName()));
        for (String field : Truth.FIELDS) {
            compare(truth, field, values.get(field));
        }
    }

    private void compare(Truth truth, String field, @Nullable Object value) {
        boolean agrees = truth.agrees(field, value);
        if (agrees && value == null && truth.of(field) != null) {
            zeros.add(truth.file().replace("files/", "") + " " + field);
        }
        String where = truth.file().replace("files/", "") + " " + field;
        String what = "%s: %s, exiftool: %s".formatted(where, value, truth.of(field));
        if (!agrees && EXCEPTIONS.containsKey(where)) {
            exceptions.add(what + "; " + EXCEPTIONS.get(where));
        } else if (!agrees) {
            differences.add(what);
        }
        byField.merge(
                field,
                new Tally(0, 0, 0).plus(truth.of(field) != null, !agrees),
                (before, one) -> before.plus(one.stated() > 0, one.excepted() > 0));
    }

    private String report() {
        StringBuilder report = new StringBuilder("field                  stated  absent  differ%n".formatted());
        byField.forEach((field, tally) -> report.append("%-22s %6d %7d %7d%n"
                .formatted(field, tally.stated(), tally.compared() - tally.stated(), tally.excepted())));
        report.append("%nExceptions%n".formatted());
        exceptions.forEach(line -> report.append(line).append(System.lineSeparator()));
        report.append("%nAbsent, because the file says 0, which means unknown, and at 0, 0 that there was no fix%n"
                .formatted());
        zeros.forEach(line -> report.append(line).append(System.lineSeparator()));
        report.append("%nDifferences%n".formatted());
        differences.forEach(line -> report.append(line).append(System.lineSeparator()));
        report.append(
                String.format(Locale.ROOT, "%nBytes of the file, bytes read, requests%n%s", bytesRead.toString()));
        return report.append("%,11d %,11d        all%n".formatted(size, read)).toString();
    }

    private static List<Map<?, ?>> rows() throws IOException, MalformedJson {
        Path manifest = CORPUS.resolve("public/MANIFEST.json");
        assumeTrue(Files.exists(manifest), "no corpus at " + manifest + "; -Dcorpus=DIR says where it is");
        List<Map<?, ?>> rows = new ArrayList<>();
        @Nullable Object files = Json.object(Files.readString(manifest)).get("files");
        if (files instanceof List<?> list) {
            for (Object row : list) {
                rows.add((Map<?, ?>) row);
            }
        }
        assertThat(rows).hasSizeGreaterThan(60);
        return rows;
    }
}
