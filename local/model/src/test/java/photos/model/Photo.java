package photos.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import photos.storage.Content;

/// An upload: a bitmap of one pixel, whose colour says which upload it is and what a renderer makes of it. All its
/// bytes are ASCII.
///
/// @param number below 16,384
record Photo(Kind kind, int number) {
    private static final int BITS_AT = 28;
    private static final int PIXEL_AT = 54;
    private static final char[] BITMAP = new char[58];

    static {
        BITMAP[0] = 'B';
        BITMAP[1] = 'M';
        BITMAP[2] = (char) BITMAP.length;
        BITMAP[10] = PIXEL_AT;
        BITMAP[14] = 40; // bytes of the header that follows
        BITMAP[18] = 1; // wide
        BITMAP[22] = 1; // high
        BITMAP[26] = 1; // planes
        BITMAP[BITS_AT] = 24;
    }

    enum Kind {
        /// Comes out `READY`.
        HEALTHY('h'),
        /// Comes out `DEGRADED`.
        DAMAGED('t'),
        /// The gate refuses it.
        BROKEN('b'),
        /// Crashes the image processor, and no worker, which does without some native code: comes out `READY`.
        CRASHING('c'),
        /// Kills whatever process decodes it.
        DEADLY('x');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        private static Kind of(char code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code == code)
                    .findFirst()
                    .orElseThrow();
        }
    }

    Content content() {
        char[] bitmap = BITMAP.clone();
        bitmap[BITS_AT] = (char) (kind == Kind.BROKEN ? 7 : 24);
        bitmap[PIXEL_AT] = kind.code;
        bitmap[PIXEL_AT + 1] = (char) (number >> 7);
        bitmap[PIXEL_AT + 2] = (char) (number & 0x7f);
        return new Content(new Content.Body.Text(new String(bitmap)), "image/bmp", Optional.empty(), Map.of());
    }

    static Photo in(Path file) throws IOException {
        String bitmap = new String(Files.readAllBytes(file), ISO_8859_1);
        return new Photo(
                Kind.of(bitmap.charAt(PIXEL_AT)), bitmap.charAt(PIXEL_AT + 1) << 7 | bitmap.charAt(PIXEL_AT + 2));
    }
}
