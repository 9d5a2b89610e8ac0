package photos.processor.webp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Encodes pictures as lossy WebP without metadata; alpha is kept without loss. The same pixels give the same bytes
/// with the same version of libwebp. May be used by several threads at once.
public final class WebpEncoder {
    /// libwebp's effort, 0 to 6. For a photo of 1600x1200 at quality 75, method 2 took 72 ms of CPU and 188 KB where
    /// the usual method 4 took 176 ms and 179 KB (libwebp 1.2.4).
    static final int METHOD = 2;

    private final WebpFunctions functions;
    private final int method;

    /// What the highest byte of a pixel means.
    public enum Pixels {
        /// Nothing: every pixel covers.
        OPAQUE,
        /// Alpha, which is not multiplied into the colours. The colour of what cannot be seen is not kept.
        STRAIGHT_ALPHA
    }

    WebpEncoder(WebpFunctions functions, int method) {
        this.functions = functions;
        this.method = method;
    }

    /// @param argb `0xAARRGGBB`, row by row without gaps
    /// @param width 1 to [WebpLibrary#LONGEST_SIDE]
    /// @param height 1 to [WebpLibrary#LONGEST_SIDE]
    /// @param quality 0 to 100, on libwebp's own scale
    /// @return a whole file
    /// @throws IllegalArgumentException if a number is out of its range or there are not as many pixels as that
    /// @throws WebpFailure if libwebp gives up: it has no memory, or the picture is too much for WebP
    public byte[] encode(int[] argb, int width, int height, Pixels pixels, int quality) throws WebpFailure {
        check(argb, width, height, quality);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment config = functions.config(arena, quality, method);
            try {
                return encode(argb, width, height, pixels, config);
            } catch (WebpFailure e) {
                if (!e.kind().isOfThePicture()) {
                    throw e;
                }
                functions.allowLongest(config);
                return encode(argb, width, height, pixels, config);
            }
        }
    }

    private byte[] encode(int[] argb, int width, int height, Pixels pixels, MemorySegment config) throws WebpFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment writer = functions.writer(arena);
            MemorySegment picture = functions.picture(arena, width, height, writer);
            try {
                if (!imported(picture, argb, pixels) || !functions.encode(config, picture)) {
                    throw new WebpFailure(WebpFailure.Kind.ofCode(functions.errorCode(picture)), width, height);
                }
                return functions.written(writer);
            } finally {
                functions.free(picture);
                functions.clear(writer);
            }
        }
    }

    /// The copy of the pixels is gone before the encoder takes its own memory.
    private boolean imported(MemorySegment picture, int[] argb, Pixels pixels) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(4L * argb.length, 4);
            MemorySegment.copy(argb, 0, bytes, JAVA_INT.withOrder(LITTLE_ENDIAN), 0, argb.length);
            return functions.importPixels(picture, bytes, pixels);
        }
    }

    private static void check(int[] argb, int width, int height, int quality) {
        int longest = WebpLibrary.LONGEST_SIDE;
        if (width < 1 || height < 1 || width > longest || height > longest) {
            throw new IllegalArgumentException(
                    "expected a WebP of 1x1 to " + longest + "x" + longest + " pixels, got " + width + "x" + height);
        }
        if (argb.length != width * height) {
            throw new IllegalArgumentException(
                    "expected " + width + "x" + height + " pixels, got " + argb.length + " of them");
        }
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("expected a quality from 0 to 100, got " + quality);
        }
    }
}
