package photos.ingest.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import photos.json.Json;
import photos.ledger.PhotoMetadata;

/// Real files against what exiftool says of them. The corpus does not lie in this repository; `-Dcorpus=DIR` says where
/// it is.
final class CorpusTest {
    private static final Path CORPUS = Path.of(System.getProperty("corpus", "../../shared/corpus"));

    @Test
    void agrees_with_exiftool_on_every_real_file() throws Exception {
        List<String> differences = new ArrayList<>();
        for (Map<?, ?> row : rows()) {
            Map<String, Object> read = FlatJson.of(read(row));
            Truth truth = new Truth(row);
            for (String field : Truth.FIELDS) {
                if (!truth.agrees(field, read.get(field))) {
                    differences.add(
                            truth.file() + " " + field + ": " + read.get(field) + ", expected " + truth.of(field));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void reads_the_same_wherever_the_machine_stands() throws Exception {
        TimeZone zone = TimeZone.getDefault();
        List<PhotoMetadata> here = new ArrayList<>();
        List<PhotoMetadata> there = new ArrayList<>();
        for (Map<?, ?> row : rows()) {
            here.add(read(row));
        }
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            for (Map<?, ?> row : rows()) {
                there.add(read(row));
            }
        } finally {
            TimeZone.setDefault(zone);
        }
        assertThat(there).isEqualTo(here);
    }

    private static PhotoMetadata read(Map<?, ?> row) throws Exception {
        Path file = CORPUS.resolve("public").resolve(String.valueOf(row.get("file")));
        return new MetadataReader().read(CountedBytes.of(file));
    }

    private static List<Map<?, ?>> rows() throws Exception {
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
