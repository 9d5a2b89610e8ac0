package photos.processor.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.clock.SettableClock;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.ledger.Claim;
import photos.ledger.PublishedVariant;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.processor.render.Pictures;
import photos.processor.render.RenderedVariant;
import photos.storage.Content;
import photos.storage.Generation;
import photos.storage.InMemoryObjectStore;
import photos.storage.ObjectKey;

class VariantUploadTest {
    private static final Preset PRESET = Presets.DEFAULTS.list().getFirst();
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Claim CLAIM =
            new Claim(new ObjectKey("uploads/a.jpg"), new Generation.Content("e1", NOW, 10), 1);

    @TempDir
    private Path directory = Path.of("");

    private final InMemoryObjectStore store = new InMemoryObjectStore(new SettableClock(NOW));

    private PublishedVariant uploaded(Path existing) throws Exception {
        ObjectKey key = VariantKey.of(CLAIM, PRESET, ImageFormat.JPEG);
        store.put(key, new Content(new Content.Body.InFile(existing), "image/jpeg", Optional.empty(), Map.of()));
        Path file = Pictures.write(Pictures.quarters(60, 40), "jpg", directory.resolve("thumb.jpg"));
        RenderedVariant rendered = new RenderedVariant(List.of(PRESET), file, new Dimensions(60, 40), ImageFormat.JPEG);
        List<PublishedVariant> published = new VariantUpload(store).upload(CLAIM, List.of(rendered));
        assertThat(published).hasSize(1);
        return published.getFirst();
    }

    @Test
    void of_an_object_that_is_there_already_everything_is_said_as_it_is() throws Exception {
        Path existing = Pictures.write(Pictures.quarters(50, 30), "jpg", directory.resolve("earlier.jpg"));
        PublishedVariant variant = uploaded(existing);
        assertThat(variant.bytes()).isEqualTo(Files.size(existing));
        assertThat(variant.dimensions()).isEqualTo(new Dimensions(50, 30));
    }

    /// Somebody put it there by hand; the audit finds it.
    @Test
    void an_object_that_is_no_picture_keeps_the_size_that_was_wanted() throws Exception {
        PublishedVariant variant = uploaded(Files.write(directory.resolve("text"), "text".getBytes(UTF_8)));
        assertThat(variant.bytes()).isEqualTo(4);
        assertThat(variant.dimensions()).isEqualTo(new Dimensions(60, 40));
    }
}
