package photos.processor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static photos.processor.job.Bench.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.image.ImageFormat;
import photos.json.Json;
import photos.ledger.PublishedVariant;
import photos.ledger.State;
import photos.processor.nativelib.Search;
import photos.processor.preset.Presets;
import photos.processor.webp.WebpLibrary;
import photos.storage.ObjectKey;

class SeveralFormatsTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/a.jpg");
    private static final Presets BOTH =
            Presets.parse("thumb 100x100 cover jpeg 80; small 200x200 inside jpeg+webp 82; big 400x400 inside webp 82");

    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void prepare() {
        Search<WebpLibrary> library = WebpLibrary.ofThisMachine();
        assumeTrue(library instanceof Search.Found, library.sentence());
        bench = new Bench(directory.resolve("work"));
    }

    @Test
    void each_format_is_an_object_and_an_entry_of_its_own() throws Exception {
        bench.uploadAndHandOver(KEY, sample("camera-panasonic-lx2.jpg"));
        assertThat(bench.run(KEY, BOTH).variants()).hasSize(4);
        assertThat(entries())
                .containsExactly("thumb image/jpeg", "small image/jpeg", "small image/webp", "big image/webp");
        assertThat(bench.item(KEY).variants())
                .extracting(PublishedVariant::sha256)
                .doesNotHaveDuplicates();
        assertThat(bench.results(KEY))
                .filteredOn(name -> name.matches("small-[0-9a-f]{10}\\.(jpg|webp)"))
                .hasSize(2);
        long writes = bench.store.writes();
        bench.run(KEY, BOTH);
        assertThat(bench.store.writes()).isEqualTo(writes);
    }

    @Test
    void the_manifest_groups_sources_by_type_and_its_srcset_has_each_width_once() throws Exception {
        bench.uploadAndHandOver(KEY, sample("camera-panasonic-lx2.jpg"));
        bench.run(KEY, BOTH);
        Map<String, Object> manifest = Json.object(bench.manifest(KEY).orElseThrow());
        List<PublishedVariant> variants = bench.item(KEY).variants();
        String jpeg = entry(variants.get(1));
        String webp = entry(variants.get(2)) + ", " + entry(variants.get(3));
        assertThat(manifest)
                .containsEntry("srcset", jpeg + ", " + entry(variants.get(3)))
                .containsEntry(
                        "sources",
                        List.of(
                                Map.of("type", "image/webp", "srcset", webp),
                                Map.of("type", "image/jpeg", "srcset", jpeg)));
    }

    @Test
    void the_srcset_has_the_whole_views_even_where_the_largest_variant_is_cut() throws Exception {
        bench.uploadAndHandOver(KEY, sample("camera-panasonic-lx2.jpg"));
        bench.run(
                KEY,
                Presets.parse(
                        "hero 400x400 cover jpeg 80; small 100x100 inside jpeg 80; large 200x200 inside jpeg 80"));
        List<PublishedVariant> variants = bench.item(KEY).variants();
        assertThat(variants.getFirst().dimensions().pixels())
                .isGreaterThan(variants.get(2).dimensions().pixels());
        assertThat(Json.object(bench.manifest(KEY).orElseThrow()))
                .containsEntry("srcset", entry(variants.get(1)) + ", " + entry(variants.get(2)));
    }

    @Test
    void a_manifest_of_one_type_has_no_sources() throws Exception {
        bench.uploadAndHandOver(KEY, sample("camera-panasonic-lx2.jpg"));
        bench.run(KEY, Presets.DEFAULTS);
        assertThat(Json.object(bench.manifest(KEY).orElseThrow()))
                .containsKey("srcset")
                .doesNotContainKey("sources");
    }

    @Test
    void what_was_made_without_libwebp_is_made_anew_once_it_is_there() throws Exception {
        bench.uploadAndHandOver(KEY, sample("camera-panasonic-lx2.jpg"));
        bench.run(KEY, BOTH.without(ImageFormat.WEBP));
        assertThat(entries()).containsExactly("thumb image/jpeg", "small image/jpeg", "big image/jpeg");
        PublishedVariant thumb = bench.item(KEY).variants().getFirst();
        bench.run(KEY, BOTH);
        assertThat(entries())
                .containsExactly("thumb image/jpeg", "small image/jpeg", "small image/webp", "big image/webp");
        assertThat(bench.item(KEY).variants()).startsWith(thumb);
        assertThat(bench.item(KEY).state()).isEqualTo(State.READY);
    }

    @Test
    void what_is_transparent_has_no_jpeg() throws Exception {
        bench.uploadAndHandOver(KEY, sample("transparent-interlaced.png"));
        bench.run(KEY, BOTH);
        assertThat(entries()).containsExactly("thumb image/png", "small image/webp", "big image/webp");
    }

    private List<String> entries() {
        return bench.item(KEY).variants().stream()
                .map(variant -> variant.name() + " " + variant.mediaType())
                .toList();
    }

    private static String entry(PublishedVariant variant) {
        String key = variant.key().value();
        return key.substring(key.lastIndexOf('/') + 1) + " "
                + variant.dimensions().width() + "w";
    }
}
