package photos.processor.heif;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static photos.processor.nativelib.NativeCall.number;
import static photos.processor.nativelib.NativeCall.pointer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import photos.image.Dimensions;
import photos.ledger.Reason;

/// A decoded picture, in memory of libheif until it is closed: 8 bits a channel, red, green, blue, and alpha if it has
/// any.
public final class HeifPicture implements AutoCloseable {
    private static final int INTERLEAVED = 10;

    private final Libheif.Owned image;
    private final MemorySegment pixels;
    private final int stride;
    private final Dimensions size;
    private final boolean alpha;
    private final boolean premultiplied;
    private final Optional<String> warning;

    private HeifPicture(
            Libheif.Owned image,
            MemorySegment pixels,
            int stride,
            Dimensions size,
            boolean alpha,
            boolean premultiplied,
            Optional<String> warning) {
        this.image = image;
        this.pixels = pixels;
        this.stride = stride;
        this.size = size;
        this.alpha = alpha;
        this.premultiplied = premultiplied;
        this.warning = warning;
    }

    @SuppressWarnings("restricted")
    static HeifPicture of(HeifFunctions functions, MemorySegment image, boolean alpha, boolean premultiplied)
            throws Undecodable {
        Libheif.Owned owned = new Libheif.Owned(image, functions.releaseImage);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stride = arena.allocate(JAVA_INT);
            MemorySegment plane = pointer(functions.plane, image, INTERLEAVED, stride);
            int width = number(functions.width, image, INTERLEAVED);
            int height = number(functions.height, image, INTERLEAVED);
            int rowBytes = stride.get(JAVA_INT, 0);
            if (plane.equals(MemorySegment.NULL) || width < 1 || height < 1 || rowBytes < width * (alpha ? 4 : 3)) {
                owned.close();
                throw new Undecodable(Reason.CORRUPT, "it was decoded to " + width + "x" + height + " pixels");
            }
            return new HeifPicture(
                    owned,
                    plane.reinterpret((long) rowBytes * height),
                    rowBytes,
                    new Dimensions(width, height),
                    alpha,
                    premultiplied,
                    warning(functions, image, arena));
        }
    }

    /// The last one: up to 1.15 the library writes all that follow the first it was asked for, however small the room.
    private static Optional<String> warning(HeifFunctions functions, MemorySegment image, Arena arena) {
        if (functions.warnings.isEmpty()) {
            return Optional.empty();
        }
        MethodHandle warnings = functions.warnings.get();
        int count = number(warnings, image, 0, MemorySegment.NULL, 0);
        if (count < 1) {
            return Optional.empty();
        }
        MemorySegment last = arena.allocate(HeifFunctions.ERROR);
        number(warnings, image, count - 1, last, 1);
        return Optional.of(HeifError.of(last).message());
    }

    public Dimensions size() {
        return size;
    }

    public boolean hasAlpha() {
        return alpha;
    }

    /// Whether red, green and blue are multiplied with alpha already.
    public boolean isPremultiplied() {
        return premultiplied;
    }

    /// What the decoder found wrong with a picture that it gave nevertheless.
    public Optional<String> warning() {
        return warning;
    }

    /// Copies one row: 3 bytes a pixel, or 4 with alpha.
    public void row(int y, byte[] target) {
        MemorySegment.copy(pixels, JAVA_BYTE, (long) y * stride, target, 0, size.width() * (alpha ? 4 : 3));
    }

    @Override
    public void close() {
        image.close();
    }
}
