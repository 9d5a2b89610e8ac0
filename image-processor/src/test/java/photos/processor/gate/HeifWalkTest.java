package photos.processor.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static photos.processor.heif.HeifFiles.at;
import static photos.processor.heif.HeifFiles.resource;
import static photos.processor.heif.HeifFiles.with;
import static photos.processor.heif.HeifFiles.with32;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.ledger.Reason;

/// What the gate reads from the boxes of HEIC and AVIF files, without decoding anything.
class HeifWalkTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    private Inspection inspect(byte[] file) throws IOException {
        return new Gate(GateLimits.withBudget(64 * MEGABYTE)).inspect(Files.write(directory.resolve("file"), file));
    }

    private Header admitted(byte[] file) throws IOException {
        Inspection inspection = inspect(file);
        assertThat(inspection).isInstanceOf(Inspection.Admitted.class);
        return ((Inspection.Admitted) inspection).header();
    }

    private void refused(Reason reason, byte[] file) throws IOException {
        Refusals.assertRefused(reason, inspect(file));
    }

    private static byte[] box(String type, byte[]... contents) {
        int length = 8 + Arrays.stream(contents).mapToInt(part -> part.length).sum();
        ByteBuffer box = ByteBuffer.allocate(length).putInt(length).put(type.getBytes(ISO_8859_1));
        for (byte[] part : contents) {
            box.put(part);
        }
        return box.array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] brand() {
        return box("ftyp", "heic\0\0\0\0mif1heic".getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"heic,HEIC", "avif,AVIF"})
    void canvas_is_what_is_shown_and_frame_is_what_is_coded(String extension, ImageFormat format) throws IOException {
        byte[] file = resource("turned." + extension);
        assertThat(admitted(file).format()).isEqualTo(format);
        assertThat(admitted(file).canvas()).isEqualTo(new Dimensions(96, 64));
        Header turned = admitted(with(file, "irot", 0, 3));
        assertThat(turned.canvas()).isEqualTo(new Dimensions(64, 96));
        assertThat(turned.firstFrame().size()).isEqualTo(new Dimensions(96, 64));
    }

    @Test
    void a_clean_aperture_crops_before_the_picture_is_turned() throws IOException {
        byte[] file = resource("cropped-turned.heic");
        assertThat(admitted(file).canvas()).isEqualTo(new Dimensions(40, 60));
        // 121/2 is 61; more than there is, and a fraction of zero, crop nothing.
        assertThat(admitted(with32(with32(file, "clap", 0, 121), "clap", 4, 2)).canvas())
                .isEqualTo(new Dimensions(40, 61));
        assertThat(admitted(with32(file, "clap", 0, 97)).canvas()).isEqualTo(new Dimensions(40, 96));
        assertThat(admitted(with32(file, "clap", 4, 0)).canvas()).isEqualTo(new Dimensions(40, 96));
    }

    @Test
    void a_grid_has_its_own_size_and_not_its_tiles() throws IOException {
        assertThat(admitted(resource("odd.heic")).canvas()).isEqualTo(new Dimensions(97, 63));
    }

    @Test
    void grey_is_told_by_the_number_of_channels() throws IOException {
        assertThat(admitted(resource("grey.heic")).channels()).isEqualTo(Channels.GREY);
        assertThat(admitted(resource("turned.heic")).channels()).isEqualTo(Channels.RGB);
    }

    @Test
    void depth_and_alpha_cost_more() throws IOException {
        long plain = costOf20Megapixels("turned.heic");
        assertThat(costOf20Megapixels("ten-bits.heic")).isGreaterThan(plain);
        assertThat(costOf20Megapixels("transparent.heic")).isGreaterThan(plain);
    }

    private long costOf20Megapixels(String name) throws IOException {
        byte[] file = with32(with32(resource(name), "ispe", 4, 5_000), "ispe", 8, 4_000);
        Path large = Files.write(directory.resolve("large"), file);
        Inspection inspection = new Gate(GateLimits.withBudget(1 << 30)).inspect(large);
        assertThat(inspection).isInstanceOf(Inspection.Admitted.class);
        return ((Inspection.Admitted) inspection).header().costBytes();
    }

    @Test
    void cost_is_that_of_the_largest_picture_in_the_file() throws IOException {
        // The tile's size stands before the grid's.
        refused(Reason.TOO_COSTLY, with32(with32(resource("odd.heic"), "ispe", 4, 8_000), "ispe", 8, 8_000));
        refused(Reason.TOO_COSTLY, with32(with32(resource("turned.heic"), "ispe", 4, 8_000), "ispe", 8, 8_000));
    }

    @Test
    void no_picture_in_the_file_may_have_more_pixels_than_are_allowed() throws IOException {
        byte[] tile = with32(with32(resource("odd.heic"), "ispe", 4, 0x7FFFFFFF), "ispe", 8, 0x7FFFFFFF);
        refused(Reason.TOO_MANY_PIXELS, tile);
    }

    @Test
    void what_one_picture_is_said_to_have_is_not_followed_for_ever() throws IOException {
        byte[] turns = box("irot", new byte[1]);
        byte[] ipco = box("ipco", box("ispe", new byte[4], bytes(64, 64)), turns, box("free", new byte[70_000]), turns);
        ByteBuffer ipma = ByteBuffer.allocate(8 + 1_000 * 258).putInt(0).putInt(1_000);
        for (int entry = 0; entry < 1_000; entry++) {
            ipma.putShort((short) 1).put((byte) 255);
            for (int i = 0; i < 255; i++) {
                ipma.put((byte) (entry == 0 && i == 0 ? 1 : i % 2 == 0 ? 2 : 4));
            }
        }
        byte[] infe = box("infe", new byte[] {2, 0, 0, 0, 0, 1, 0, 0, 'h', 'v', 'c', '1', 0});
        byte[] meta = box(
                "meta",
                new byte[4],
                box("pitm", new byte[] {0, 0, 0, 0, 0, 1}),
                box("iinf", new byte[] {0, 0, 0, 0, 0, 1}, infe),
                box("iprp", ipco, box("ipma", ipma.array())));
        refused(Reason.CORRUPT, joined(brand(), meta, box("mdat", new byte[100])));
    }

    private static byte[] bytes(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }

    @Test
    void sizes_that_no_picture_has_are_refused() throws IOException {
        byte[] file = resource("turned.heic");
        refused(Reason.TOO_MANY_PIXELS, with32(with32(file, "ispe", 4, 60_000), "ispe", 8, 60_000));
        refused(Reason.TOO_MANY_PIXELS, with32(with32(file, "ispe", 4, 0x7FFFFFFF), "ispe", 8, 0x7FFFFFFF));
        refused(Reason.CORRUPT, with32(file, "ispe", 4, -1));
        refused(Reason.CORRUPT, with32(file, "ispe", 8, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pitm", "iinf", "infe", "iprp", "ipco", "ipma", "ispe"})
    void a_box_that_is_missing_or_of_an_impossible_length_makes_it_corrupt(String box) throws IOException {
        byte[] file = resource("turned.heic");
        refused(Reason.CORRUPT, with(file, box, -1, '?'));
        refused(Reason.CORRUPT, with32(file, box, -8, 7));
        refused(Reason.CORRUPT, with32(file, box, -8, 0x7FFFFFFF));
        refused(Reason.CORRUPT, with32(file, box, -8, -1));
    }

    @Test
    void an_unknown_coding_is_named() throws IOException {
        assertThat(inspect(with(resource("turned.heic"), "hvc1", -4, 'v')).toString())
                .contains("UNSUPPORTED_FORMAT", "\"vvc1\"");
    }

    @Test
    void declared_numbers_of_items_are_not_believed() throws IOException {
        byte[] file = resource("turned.heic");
        refused(Reason.CORRUPT, with32(file, "ipma", 4, -1));
        assertThat(admitted(with(with(file, "iinf", 4, 255), "iinf", 5, 255)).canvas())
                .isEqualTo(new Dimensions(96, 64));
    }

    @Test
    void a_file_that_ends_early_is_truncated() throws IOException {
        byte[] file = resource("turned.heic");
        refused(Reason.TRUNCATED, Arrays.copyOf(file, at(file, "ipma")));
        assertThat(admitted(Arrays.copyOf(file, file.length - 1)).truncated()).isTrue();
        assertThat(admitted(file).truncated()).isFalse();
        // As some cameras append.
        assertThat(admitted(joined(file, "SEFT trailer of no box".getBytes(ISO_8859_1)))
                        .truncated())
                .isFalse();
        refused(Reason.TRUNCATED, joined(brand(), Arrays.copyOf(box("mdat", new byte[100]), 50)));
    }

    @Test
    void a_video_is_no_picture_and_nothing_at_all_is_corrupt() throws IOException {
        refused(Reason.UNSUPPORTED_FORMAT, joined(brand(), box("moov", new byte[100])));
        refused(Reason.CORRUPT, joined(brand(), box("free", new byte[100])));
        refused(Reason.CORRUPT, joined(brand(), box("meta", new byte[4])));
    }

    @Test
    void more_boxes_than_any_camera_writes_are_not_all_looked_at() throws IOException {
        byte[] empty = box("free");
        byte[] many = new byte[30_000 * empty.length];
        for (int i = 0; i < many.length; i += empty.length) {
            System.arraycopy(empty, 0, many, i, empty.length);
        }
        refused(Reason.TOO_COSTLY, joined(brand(), many));
        refused(Reason.TOO_COSTLY, joined(brand(), box("meta", new byte[4], many)));
        refused(Reason.TOO_COSTLY, joined(brand(), box("meta", new byte[17 * MEGABYTE])));
    }

    @Test
    void a_length_of_64_bits_that_overflows_is_past_the_end() throws IOException {
        byte[] endless = ByteBuffer.allocate(16)
                .putInt(1)
                .put("mdat".getBytes(ISO_8859_1))
                .putLong(Long.MAX_VALUE)
                .array();
        refused(Reason.TRUNCATED, joined(brand(), endless));
        ByteBuffer.wrap(endless).putLong(8, -1);
        refused(Reason.CORRUPT, joined(brand(), endless));
    }

    @Test
    void mutated_boxes_are_always_answered() throws IOException {
        Random random = new Random(23_008);
        for (String name : new String[] {"odd.heic", "cropped-turned.heic", "transparent.avif"}) {
            byte[] sound = resource(name);
            int boxes = at(sound, "mdat");
            for (int i = 0; i < 500; i++) {
                byte[] mutated = sound.clone();
                for (int hit = random.nextInt(4); hit >= 0; hit--) {
                    mutated[random.nextInt(boxes)] = (byte) random.nextInt();
                }
                assertThat(inspect(mutated)).isNotNull();
            }
        }
    }
}
