package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.image.FakeBmpReader;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;

/// What a decoder's `Error` says: of the photo, or of the installation.
class BrokenDecoderTest {
    @TempDir
    private Path directory;

    private Broken broken = new Broken(() -> new AssertionError("never thrown"));

    @AfterEach
    void repair() {
        IIORegistry.getDefaultInstance().deregisterServiceProvider(broken);
    }

    @Test
    void a_decoder_that_breaks_down_over_a_photo_is_that_photos_end() throws IOException {
        assertThat(rendered(() -> new InternalError("no such state")))
                .isInstanceOfSatisfying(RenderOutcome.Unrenderable.class, unrenderable -> {
                    assertThat(unrenderable.failure().reason()).isEqualTo(Reason.DECODER_FAILED);
                    assertThat(unrenderable.failure().message())
                            .isEqualTo("the decoder broke down: java.lang.InternalError: no such state");
                });
    }

    @Test
    void an_assertion_within_a_decoder_is_that_photos_end() throws IOException {
        assertThat(rendered(() -> new AssertionError("impossible")).toString()).contains("DECODER_FAILED");
    }

    @Test
    void a_class_or_library_that_is_missing_says_nothing_about_the_photo() {
        assertThatThrownBy(() -> rendered(() -> new NoClassDefFoundError("a/Codec")))
                .isInstanceOf(IOException.class)
                .hasMessage("the renderer is not in order: java.lang.NoClassDefFoundError: a/Codec");
        assertThatThrownBy(() -> rendered(() -> new UnsatisfiedLinkError("no libcodec")))
                .isInstanceOf(IOException.class);
    }

    private RenderOutcome rendered(Supplier<Error> error) throws IOException {
        Path picture = Pictures.write(Pictures.quarters(40, 30), "bmp", directory.resolve("picture"));
        repair();
        broken = new Broken(error);
        broken.takePrecedence();
        return new ThumbnailatorRenderer(GateLimits.withBudget(1 << 26))
                .render(new RenderTask(picture, Orientation.UPRIGHT, Presets.DEFAULTS, directory), Memory.UNSHARED);
    }

    private static final class Broken extends FakeBmpReader {
        private final transient Supplier<Error> error;

        Broken(Supplier<Error> error) {
            this.error = error;
        }

        @Override
        public ImageReader createReaderInstance(Object extension) {
            throw error.get();
        }
    }
}
