package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;

class CorpusTest {
    /// Where the thumbnails stay after the test, to be looked at.
    private static final Path THUMBNAILS = Path.of("target", "corpus-thumbnails");

    private static final Presets PRESETS = Presets.parse("thumb 256x256 inside jpeg 90");

    private final Renderer renderer = new ThumbnailatorRenderer(GateLimits.withBudget(1L << 30));

    static List<Corpus.Row> rows() {
        return Corpus.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_picture_is_rendered_or_refused_as_its_row_allows(Corpus.Row row) throws IOException {
        Path directory = Files.createDirectories(THUMBNAILS.resolve(row.name()));
        RenderOutcome outcome = renderer.render(row.file(), row.orientation(), PRESETS, directory);
        switch (outcome) {
            case RenderOutcome.Unrenderable(var failure) ->
                assertThat(row.accept()).as(failure.toString()).contains("reject");
            case RenderOutcome.Rendered rendered -> {
                assertThat(row.accept()).as(rendered.toString()).contains("ok");
                isLikeOneOf(row, rendered);
            }
        }
    }

    /// Of a picture whose end is missing only the upper part is shown, and has to be like that of the reference.
    private static void isLikeOneOf(Corpus.Row row, RenderOutcome.Rendered rendered) throws IOException {
        Path thumbnail = rendered.variants().getFirst().file();
        boolean cut = rendered.degraded().isPresent();
        List<Likeness> found = new ArrayList<>();
        for (Path reference : row.references()) {
            found.add(cut ? Likeness.withTop(thumbnail, reference) : Likeness.between(thumbnail, reference));
        }
        assertThat(found).as("expected at least " + row.least()).anyMatch(likeness -> likeness.atLeast(row.least()));
    }
}
