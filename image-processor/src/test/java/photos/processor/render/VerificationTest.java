package photos.processor.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// What a variant may look like after it was written, if something went wrong.
class VerificationTest {
    private static final Dimensions SIZE = new Dimensions(90, 70);

    @TempDir
    private Path directory;

    private final Verification verification = new Verification();
    private byte[] jpeg = {};
    private byte[] png = {};

    @BeforeEach
    void pictures() throws IOException {
        BufferedImage picture = Pictures.noise(90).getSubimage(0, 0, 90, 70);
        jpeg = Pictures.jpeg(picture, false);
        png = Files.readAllBytes(Pictures.write(picture, "png", directory.resolve("png")));
    }

    private boolean isSound(byte[] file, ImageFormat format) throws IOException {
        Path written = Files.write(directory.resolve("variant"), file);
        return flaw(written, SIZE, format).isEmpty();
    }

    /// Of a file that holds what its encoder gave.
    private Optional<String> flaw(Path file, Dimensions size, ImageFormat format) throws IOException {
        return verification.flaw(file, size, format, Encoded.of(ByteBuffer.wrap(Files.readAllBytes(file))));
    }

    /// The end of the file least of all.
    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG"})
    void a_file_that_is_not_what_the_encoder_gave_is_seen_wherever_it_differs(ImageFormat format) throws IOException {
        byte[] sound = format == ImageFormat.JPEG ? jpeg : png;
        Encoded encoded = Encoded.of(ByteBuffer.wrap(sound));
        for (int at = 0; at < sound.length; at += 97) {
            byte[] spoilt = sound.clone();
            spoilt[at] ^= 1;
            Path written = Files.write(directory.resolve("variant"), spoilt);
            assertThat(verification.flaw(written, SIZE, format, encoded)).isPresent();
        }
        Path cut = Files.write(directory.resolve("variant"), Arrays.copyOf(sound, sound.length / 2));
        assertThat(verification.flaw(cut, SIZE, format, encoded)).isPresent();
    }

    @Test
    void what_encoders_write_is_sound() throws IOException {
        assertThat(isSound(jpeg, ImageFormat.JPEG)).isTrue();
        assertThat(isSound(png, ImageFormat.PNG)).isTrue();
        assertThat(isSound(jpeg, ImageFormat.PNG)).isFalse();
    }

    @Test
    void a_jpeg_that_lacks_data_or_has_too_much_is_not_sound() throws IOException {
        for (int lost = 1; lost < 1_000; lost += 7) {
            byte[] shorter = Arrays.copyOf(jpeg, jpeg.length - lost);
            shorter[shorter.length - 2] = (byte) 0xFF;
            shorter[shorter.length - 1] = (byte) 0xD9;
            assertThat(isSound(shorter, ImageFormat.JPEG))
                    .as("%d bytes less", lost)
                    .isFalse();
        }
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 3);
        System.arraycopy(jpeg, jpeg.length - 2, longer, longer.length - 2, 2);
        assertThat(isSound(longer, ImageFormat.JPEG)).isFalse();
    }

    @Test
    void nearly_every_jpeg_with_damaged_data_is_not_sound() throws IOException {
        int data = Pictures.find(jpeg, 0xDA) + 14;
        int seen = 0;
        int all = 0;
        for (int at = data; at < jpeg.length - 40; at += 16) {
            byte[] spoilt = jpeg.clone();
            Arrays.fill(spoilt, at, at + 32, (byte) 0);
            seen += isSound(spoilt, ImageFormat.JPEG) ? 0 : 1;
            all++;
        }
        // What is left may have as many blocks by chance.
        assertThat(seen).as("of %d", all).isGreaterThan(all * 9 / 10);
    }

    @Test
    void a_jpeg_interrupted_far_from_its_start_is_not_sound() throws IOException {
        Dimensions large = new Dimensions(500, 500);
        byte[] whole = Pictures.jpeg(Pictures.noise(500), false);
        Path written = Files.write(directory.resolve("variant"), whole);
        assertThat(flaw(written, large, ImageFormat.JPEG)).isEmpty();
        whole[whole.length - 100] = (byte) 0xFF;
        whole[whole.length - 99] = (byte) 0xD3;
        Files.write(written, whole);
        assertThat(flaw(written, large, ImageFormat.JPEG)).isPresent();
    }

    @Test
    void a_png_with_a_changed_byte_is_not_sound() throws IOException {
        for (int at = 8; at < png.length; at += 11) {
            byte[] spoilt = png.clone();
            spoilt[at] ^= 0x10;
            assertThat(isSound(spoilt, ImageFormat.PNG)).as("byte %d", at).isFalse();
        }
        byte[] large = Files.readAllBytes(Pictures.write(Pictures.noise(700), "png", directory.resolve("large")));
        Path written = Files.write(directory.resolve("variant"), large);
        Dimensions size = new Dimensions(700, 700);
        assertThat(flaw(written, size, ImageFormat.PNG)).isEmpty();
        large[large.length - 100] ^= 1;
        Files.write(written, large);
        assertThat(flaw(written, size, ImageFormat.PNG)).isPresent();
    }

    /// Encoders part a PNG's data wherever they like, and of a large picture not all is inflated.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 5, 8})
    void a_png_whose_data_ends_in_a_small_chunk_is_sound(int tail) throws IOException {
        Dimensions size = new Dimensions(470, 466);
        byte[] rows = new byte[(size.width() * 3 + 1) * size.height()];
        Random random = new Random(1);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % (size.width() * 3 + 1) == 0 ? 0 : (byte) random.nextInt(4);
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
            deflated.write(rows);
        }
        byte[] all = data.toByteArray();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
        file.writeBytes(Pictures.chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(size.width())
                        .putInt(size.height())
                        .put((byte) 8)
                        .put((byte) 2)
                        .array()));
        file.writeBytes(Pictures.chunk("IDAT", Arrays.copyOf(all, all.length - tail)));
        file.writeBytes(Pictures.chunk("IDAT", Arrays.copyOfRange(all, all.length - tail, all.length)));
        file.writeBytes(Pictures.chunk("IEND", new byte[0]));
        Path written = Files.write(directory.resolve("variant"), file.toByteArray());
        assertThat(flaw(written, size, ImageFormat.PNG)).isEmpty();
    }

    @Test
    void a_picture_of_another_size_is_not_sound() throws IOException {
        Path written = Files.write(directory.resolve("variant"), jpeg);
        assertThat(flaw(written, new Dimensions(90, 71), ImageFormat.JPEG)).isPresent();
    }

    @Test
    void a_picture_with_metadata_is_not_sound() throws IOException {
        byte[] commented = Pictures.withSegment(jpeg, 0xFE, "a comment");
        assertThat(isSound(commented, ImageFormat.JPEG)).isFalse();
    }
}
