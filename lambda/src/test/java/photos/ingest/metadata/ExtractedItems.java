package photos.ingest.metadata;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import photos.json.Json;
import photos.ledger.Attributes;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.storage.Generation;

/// Prints the attributes that the ledger would get of every file in some directories, after the zone of the machine. A
/// program of its own, since a machine's zone is that of the whole process.
final class ExtractedItems {
    private ExtractedItems() {}

    public static void main(String[] directories) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println(TimeZone.getDefault().getID());
        for (String directory : directories) {
            for (Path file : files(Path.of(directory))) {
                out.println(file.getFileName() + " " + Json.write(attributes(file)));
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Map<String, Object> attributes(Path file) throws Exception {
        PhotoMetadata read = new MetadataReader().read(CountedBytes.of(file));
        Instant uploaded = Instant.parse("2024-12-31T23:30:00Z");
        Original original = new Original("bucket", new Generation.Version("1"), "etag", Files.size(file), uploaded);
        Map<String, Object> attributes = new TreeMap<>(Attributes.of(original, read));
        // A set has no order of its own; DynamoDB's is that of the texts.
        attributes.computeIfPresent("keywords", (_, words) -> new TreeSet<>((Collection<?>) words));
        return attributes;
    }
}
