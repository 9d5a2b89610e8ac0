package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import photos.processor.gate.GateLimits;
import photos.processor.heif.Libheif;
import photos.processor.nativelib.Search;
import photos.processor.preset.Presets;
import photos.processor.turbo.TurboJpeg;
import photos.processor.worker.WorkerRenderer;

/// Leaves a table of what became of each picture in `target/corpus.txt`.
class CorpusTest {
    /// Where the thumbnails stay after the test, to be looked at.
    private static final Path THUMBNAILS = Path.of("target", "corpus-thumbnails");

    private static final Presets PRESETS = Presets.parse("thumb 256x256 inside jpeg 90");

    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 30);

    private static final CorpusSummary SUMMARY = new CorpusSummary(Path.of("target", "corpus.txt"));

    private final Renderer renderer = new ThumbnailatorRenderer(LIMITS);
    private final Renderer pureJava = new ThumbnailatorRenderer(LIMITS, PureJava.CODECS);

    static List<Corpus.Row> rows() {
        return Corpus.rows();
    }

    static List<Corpus.Row> heifRows() {
        return Corpus.rows().stream().filter(CorpusTest::isHeif).toList();
    }

    private static boolean isHeif(Corpus.Row row) {
        return row.name().matches(".*\\.(heic|avif)");
    }

    @AfterAll
    static void write() throws IOException {
        SUMMARY.write();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_picture_is_rendered_or_refused_as_its_row_allows(Corpus.Row row) throws IOException {
        Search<TurboJpeg> turbo = TurboJpeg.find();
        assumeTrue(turbo instanceof Search.Found, turbo::sentence);
        rendersAsItsRowAllows("native", renderer, row);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_picture_is_rendered_or_refused_as_its_row_allows_in_pure_java(Corpus.Row row) throws IOException {
        rendersAsItsRowAllows("pure Java", pureJava, row);
    }

    private static void rendersAsItsRowAllows(String path, Renderer renderer, Corpus.Row row) throws IOException {
        switch (render(renderer, row)) {
            case RenderOutcome.Unrenderable(var failure) -> {
                SUMMARY.refused(path, row, failure);
                assertThat(row.accept()).as(failure.toString()).contains("reject");
            }
            case RenderOutcome.Rendered rendered -> {
                assertThat(row.accept()).as(rendered.toString()).contains("ok");
                isLikeOneOf(path, row, rendered.variants().getFirst().file());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("heifRows")
    void heic_and_avif_are_refused_unless_switched_on_and_then_like_their_references(Corpus.Row row)
            throws IOException {
        assertThat(render(renderer, row).toString()).contains("UNSUPPORTED_FORMAT", "PHOTOS_HEIF=on");
        Search<Libheif> heif = Libheif.find();
        assumeTrue(heif instanceof Search.Found, heif::sentence);
        RenderOutcome outcome = render(WorkerRenderer.withHeif(LIMITS, 512), row);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RenderOutcome.Rendered.class,
                        rendered -> assertThat(rendered.degraded()).isEmpty());
        isLikeOneOf("HEIF", row, THUMBNAILS.resolve(row.name()).resolve("thumb.jpg"));
    }

    private static RenderOutcome render(Renderer renderer, Corpus.Row row) throws IOException {
        Path directory = Files.createDirectories(THUMBNAILS.resolve(row.name()));
        return renderer.render(new RenderTask(row.file(), row.orientation(), PRESETS, directory), Memory.UNSHARED);
    }

    private static void isLikeOneOf(String path, Corpus.Row row, Path thumbnail) throws IOException {
        List<Likeness> found = new ArrayList<>();
        for (Path reference : row.references()) {
            found.add(Likeness.between(thumbnail, reference));
        }
        SUMMARY.rendered(path, row, found);
        assertThat(found).as("expected at least " + row.least()).anyMatch(likeness -> likeness.atLeast(row.least()));
    }
}
