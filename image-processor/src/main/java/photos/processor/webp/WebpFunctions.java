package photos.processor.webp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import photos.processor.nativelib.NativeCall;
import photos.processor.nativelib.NativeLibrary;

/// The functions and structures of `webp/encode.h` that are used, all looked up at once.
///
/// The offsets are those of 64-bit systems and encoder ABI 2. Within an ABI's major number fields are only added at the
/// end, and the library checks that number itself; structures are allocated larger than any version has them, since
/// the library clears as much as it knows.
final class WebpFunctions {
    private static final int ABI_VERSION = 0x020f;
    private static final int PRESET_DEFAULT = 0;
    private static final long ROOM = 1024;

    private static final long CONFIG_QUALITY = 4;
    private static final long CONFIG_METHOD = 8;
    private static final long CONFIG_ALPHA_QUALITY = 56;
    private static final long CONFIG_PARTITIONS = 72;
    private static final long CONFIG_PARTITION_LIMIT = 76;
    private static final long PICTURE_WIDTH = 8;
    private static final long PICTURE_HEIGHT = 12;
    private static final long PICTURE_WRITER = 96;
    private static final long PICTURE_CUSTOM_PTR = 104;
    private static final long PICTURE_ERROR_CODE = 136;
    private static final long WRITER_MEM = 0;
    private static final long WRITER_SIZE = 8;

    private static final FunctionDescriptor IMPORTER = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);

    private final NativeLibrary library;

    private final MethodHandle getEncoderVersion = function("WebPGetEncoderVersion", FunctionDescriptor.of(JAVA_INT));
    private final MethodHandle configInit = function(
            "WebPConfigInitInternal", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_FLOAT, JAVA_INT));
    private final MethodHandle pictureInit =
            function("WebPPictureInitInternal", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle importBgra = function("WebPPictureImportBGRA", IMPORTER);
    private final MethodHandle importBgrx = function("WebPPictureImportBGRX", IMPORTER);
    private final MethodHandle encode = function("WebPEncode", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private final MethodHandle pictureFree = function("WebPPictureFree", FunctionDescriptor.ofVoid(ADDRESS));
    private final MethodHandle writerInit = function("WebPMemoryWriterInit", FunctionDescriptor.ofVoid(ADDRESS));
    private final MethodHandle writerClear = function("WebPMemoryWriterClear", FunctionDescriptor.ofVoid(ADDRESS));
    private final MemorySegment memoryWrite;

    /// @throws java.util.NoSuchElementException naming a function that the library does not have
    WebpFunctions(NativeLibrary library) {
        // Ahead of the fields above, which look themselves up in it.
        this.library = library;
        super();
        this.memoryWrite = library.address("WebPMemoryWrite");
    }

    private MethodHandle function(String name, FunctionDescriptor signature) {
        return library.function(name, signature);
    }

    /// Such as `1.2.4`.
    String version() {
        int packed = NativeCall.number(getEncoderVersion);
        return (packed >> 16 & 0xFF) + "." + (packed >> 8 & 0xFF) + "." + (packed & 0xFF);
    }

    /// A `WebPConfig` of the library's defaults, with this quality and method; alpha is kept without loss.
    ///
    /// @throws IllegalStateException if the library is of another ABI
    MemorySegment config(Arena arena, int quality, int method) {
        MemorySegment config = arena.allocate(ROOM);
        boolean known = NativeCall.number(configInit, config, PRESET_DEFAULT, (float) quality, ABI_VERSION) != 0
                && config.get(JAVA_FLOAT, CONFIG_QUALITY) == quality
                && config.get(JAVA_INT, CONFIG_ALPHA_QUALITY) == 100;
        if (!known) {
            throw new IllegalStateException("its ABI is not version 2");
        }
        config.set(JAVA_INT, CONFIG_METHOD, method);
        return config;
    }

    /// Room for the longest pictures that WebP can hold: eight partitions of coefficients instead of one, and modes of
    /// macroblocks as short as they can be, at some loss of quality.
    void allowLongest(MemorySegment config) {
        config.set(JAVA_INT, CONFIG_PARTITIONS, 3);
        config.set(JAVA_INT, CONFIG_PARTITION_LIMIT, 100);
    }

    /// A `WebPMemoryWriter`, to be cleared.
    MemorySegment writer(Arena arena) {
        MemorySegment writer = arena.allocate(ROOM);
        NativeCall.run(writerInit, writer);
        return writer;
    }

    /// A `WebPPicture` that goes to the writer, to be freed.
    ///
    /// @throws IllegalStateException if the library is of another ABI
    MemorySegment picture(Arena arena, int width, int height, MemorySegment writer) {
        MemorySegment picture = arena.allocate(ROOM);
        if (NativeCall.number(pictureInit, picture, ABI_VERSION) == 0) {
            throw new IllegalStateException("its ABI is not version 2");
        }
        picture.set(JAVA_INT, PICTURE_WIDTH, width);
        picture.set(JAVA_INT, PICTURE_HEIGHT, height);
        picture.set(ADDRESS, PICTURE_WRITER, memoryWrite);
        picture.set(ADDRESS, PICTURE_CUSTOM_PTR, writer);
        return picture;
    }

    /// @param bytes blue, green, red and alpha (or nothing) of each pixel, rows without gaps
    /// @return whether it could be done
    boolean importPixels(MemorySegment picture, MemorySegment bytes, WebpEncoder.Pixels pixels) {
        MethodHandle importer = switch (pixels) {
            case OPAQUE -> importBgrx;
            case STRAIGHT_ALPHA -> importBgra;
        };
        return NativeCall.number(importer, picture, bytes, 4 * picture.get(JAVA_INT, PICTURE_WIDTH)) != 0;
    }

    /// @return whether it could be done; if not, [#errorCode] says why
    boolean encode(MemorySegment config, MemorySegment picture) {
        return NativeCall.number(encode, config, picture) != 0;
    }

    int errorCode(MemorySegment picture) {
        return picture.get(JAVA_INT, PICTURE_ERROR_CODE);
    }

    /// A copy of what was written.
    @SuppressWarnings("restricted")
    byte[] written(MemorySegment writer) {
        long size = writer.get(JAVA_LONG, WRITER_SIZE);
        return writer.get(ADDRESS, WRITER_MEM).reinterpret(size).toArray(JAVA_BYTE);
    }

    void free(MemorySegment picture) {
        NativeCall.run(pictureFree, picture);
    }

    void clear(MemorySegment writer) {
        NativeCall.run(writerClear, writer);
    }
}
