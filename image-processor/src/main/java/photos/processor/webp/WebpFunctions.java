package photos.processor.webp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

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

    private final MethodHandle getEncoderVersion;
    private final MethodHandle configInit;
    private final MethodHandle pictureInit;
    private final MethodHandle importBgra;
    private final MethodHandle importBgrx;
    private final MethodHandle encode;
    private final MethodHandle pictureFree;
    private final MethodHandle writerInit;
    private final MethodHandle writerClear;
    private final MemorySegment memoryWrite;

    /// @throws java.util.NoSuchElementException naming the function that the library does not have
    WebpFunctions(SymbolLookup symbols) {
        this.getEncoderVersion = function(symbols, "WebPGetEncoderVersion", FunctionDescriptor.of(JAVA_INT));
        this.configInit = function(
                symbols,
                "WebPConfigInitInternal",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_FLOAT, JAVA_INT));
        this.pictureInit =
                function(symbols, "WebPPictureInitInternal", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        FunctionDescriptor importer = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
        this.importBgra = function(symbols, "WebPPictureImportBGRA", importer);
        this.importBgrx = function(symbols, "WebPPictureImportBGRX", importer);
        this.encode = function(symbols, "WebPEncode", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        this.pictureFree = function(symbols, "WebPPictureFree", FunctionDescriptor.ofVoid(ADDRESS));
        this.writerInit = function(symbols, "WebPMemoryWriterInit", FunctionDescriptor.ofVoid(ADDRESS));
        this.writerClear = function(symbols, "WebPMemoryWriterClear", FunctionDescriptor.ofVoid(ADDRESS));
        this.memoryWrite = symbols.findOrThrow("WebPMemoryWrite");
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    /// Such as `1.2.4`.
    String version() {
        int packed = (int) call(getEncoderVersion);
        return (packed >> 16 & 0xFF) + "." + (packed >> 8 & 0xFF) + "." + (packed & 0xFF);
    }

    /// A `WebPConfig` of the library's defaults, with this quality and method; alpha is kept without loss.
    ///
    /// @throws IllegalStateException if the library is of another ABI
    MemorySegment config(Arena arena, int quality, int method) {
        MemorySegment config = arena.allocate(ROOM);
        boolean known = isTrue(call(configInit, config, PRESET_DEFAULT, (float) quality, ABI_VERSION))
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
        call(writerInit, writer);
        return writer;
    }

    /// A `WebPPicture` that goes to the writer, to be freed.
    ///
    /// @throws IllegalStateException if the library is of another ABI
    MemorySegment picture(Arena arena, int width, int height, MemorySegment writer) {
        MemorySegment picture = arena.allocate(ROOM);
        if (!isTrue(call(pictureInit, picture, ABI_VERSION))) {
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
        return isTrue(call(importer, picture, bytes, 4 * picture.get(JAVA_INT, PICTURE_WIDTH)));
    }

    /// @return whether it could be done; if not, [#errorCode] says why
    boolean encode(MemorySegment config, MemorySegment picture) {
        return isTrue(call(encode, config, picture));
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
        call(pictureFree, picture);
    }

    void clear(MemorySegment writer) {
        call(writerClear, writer);
    }

    private static boolean isTrue(Object answer) {
        return (int) answer != 0;
    }

    /// A few calls a picture, so that boxing does not matter.
    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a function of C throws nothing", e);
        }
    }
}
