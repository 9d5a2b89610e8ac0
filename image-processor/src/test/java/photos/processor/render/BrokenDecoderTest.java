package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;

/// What a decoder's `Error` says: of the photo, or of the installation.
class BrokenDecoderTest {
    @TempDir
    private Path directory;

    private final IIORegistry registry = IIORegistry.getDefaultInstance();
    private Broken broken = new Broken(() -> new AssertionError("never thrown"));

    @AfterEach
    void repair() {
        registry.deregisterServiceProvider(broken);
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
        registry.registerServiceProvider(broken, ImageReaderSpi.class);
        registry.getServiceProviders(ImageReaderSpi.class, false).forEachRemaining(other -> {
            if (other.getFormatNames()[0].toLowerCase(Locale.ROOT).equals("bmp") && other != broken) {
                registry.setOrdering(ImageReaderSpi.class, broken, other);
            }
        });
        return new ThumbnailatorRenderer(GateLimits.withBudget(1 << 26))
                .render(picture, Orientation.UPRIGHT, Presets.DEFAULTS, directory);
    }

    /// Takes the place of the BMP decoder, and throws.
    private static final class Broken extends ImageReaderSpi {
        private final transient Supplier<Error> error;

        Broken(Supplier<Error> error) {
            super(
                    "test",
                    "1",
                    new String[] {"bmp"},
                    null,
                    null,
                    Broken.class.getName(),
                    new Class<?>[] {ImageInputStream.class},
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null);
            this.error = error;
        }

        @Override
        public boolean canDecodeInput(Object source) {
            return true;
        }

        @Override
        public ImageReader createReaderInstance(Object extension) {
            throw error.get();
        }

        @Override
        public String getDescription(Locale locale) {
            return "a decoder that is broken";
        }
    }
}
