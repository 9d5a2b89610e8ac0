package photos.processor.heif;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static photos.processor.nativelib.NativeCall.number;
import static photos.processor.nativelib.NativeCall.pointer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import photos.image.Dimensions;
import photos.processor.nativelib.NativeCall;
import photos.processor.nativelib.NativeLibrary;
import photos.processor.nativelib.Search;

/// libheif, loaded from where the system keeps its libraries.
///
/// A fault in it or in its decoders ends the process.
public final class Libheif {
    private static final String NAME = "libheif.so.1";
    private static final String INSTALL =
            "; Debian has it in the package libheif1, its decoders in libde265-0 and libdav1d6, or since Debian 13"
                    + " in libheif-plugin-libde265 and libheif-plugin-dav1d";

    private static final int HEVC = 1;
    private static final int AV1 = 4;
    private static final int RGB = 1;
    private static final int INTERLEAVED_RGB = 10;
    private static final int INTERLEAVED_RGBA = 11;

    /// In `struct heif_decoding_options`: its version, and from version 2 whether to bring deep samples to 8 bits.
    private static final long OPTIONS_VERSION = 0;
    private static final long OPTIONS_TO_8_BITS = 40;
    private static final long OPTIONS_BYTES = 41;

    private static final long LIMITS_MAX_PIXELS = 8;
    private static final long LIMITS_BYTES = 16;

    /// Tiles, whose size is a power of two, may be larger than a small picture made of one.
    private static final int MIN_LIMIT = 4_096;

    private final HeifFunctions functions;
    private final String version;
    private final List<String> missing;

    private Libheif(HeifFunctions functions, String version, List<String> missing) {
        this.functions = functions;
        this.version = version;
        this.missing = missing;
    }

    /// As long as HEIC and AVIF are not switched on.
    public static Search<Libheif> off() {
        return new Search.Missing<>("HEIC and AVIF are switched off here; PHOTOS_HEIF=on switches them on");
    }

    /// Looks for the library and loads it.
    public static Search<Libheif> find() {
        return find(NAME);
    }

    static Search<Libheif> find(String name) {
        Optional<NativeLibrary> library = NativeLibrary.load(name);
        if (library.isEmpty()) {
            return missing("cannot be loaded: there is no " + name + " that can be opened");
        }
        try {
            return found(new HeifFunctions(library.get()));
        } catch (NoSuchElementException e) {
            return missing("cannot be loaded: " + e.getMessage());
        }
    }

    private static Search<Libheif> missing(String why) {
        return new Search.Missing<>("libheif " + why + INSTALL);
    }

    private static Search<Libheif> found(HeifFunctions functions) {
        functions.init.ifPresent(init -> HeifError.ignored(init, MemorySegment.NULL));
        List<String> missing = new ArrayList<>();
        addMissing(missing, functions, HEVC, "HEIC");
        addMissing(missing, functions, AV1, "AVIF");
        String version = NativeCall.text(pointer(functions.version), Byte.MAX_VALUE);
        if (missing.size() == 2) {
            return missing(version + " has no decoder for HEIC or AVIF");
        }
        Libheif library = new Libheif(functions, version, missing);
        return new Search.Found<>(library, "libheif " + library.version());
    }

    private static void addMissing(List<String> missing, HeifFunctions functions, int format, String name) {
        if (number(functions.hasDecoder, format) == 0) {
            missing.add(name);
        }
    }

    /// Such as `1.15.1`, and what it has no decoder for.
    public String version() {
        return missing.isEmpty() ? version : version + ", without a decoder for " + missing.getFirst();
    }

    /// Decodes the picture that is shown, cropped, turned and mirrored as the file says. Colours stay as they are
    /// coded.
    ///
    /// @param largest size beyond which no picture in the file is decoded
    /// @throws IOException if the file cannot be read
    public HeifPicture decode(Path file, Dimensions largest) throws IOException, Undecodable {
        try (Arena arena = Arena.ofConfined();
                Owned context = new Owned(pointer(functions.allocContext), functions.freeContext)) {
            limit(context.address(), largest);
            MemorySegment bytes = mapped(file, arena);
            HeifError.check(functions.read, context.address(), bytes, bytes.byteSize(), MemorySegment.NULL);
            MemorySegment found = arena.allocate(ADDRESS);
            HeifError.check(functions.primary, context.address(), found);
            try (Owned handle = new Owned(found.get(ADDRESS, 0), functions.releaseHandle);
                    Owned options = new Owned(pointer(functions.allocOptions), functions.freeOptions)) {
                return decode(handle.address(), options.address(), arena);
            }
        }
    }

    private static MemorySegment mapped(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    @SuppressWarnings("restricted")
    private void limit(MemorySegment context, Dimensions largest) {
        int side = Math.max(MIN_LIMIT, Math.max(largest.width(), largest.height()));
        NativeCall.run(functions.limitSide, context, side);
        long pixels = Math.max((long) MIN_LIMIT * MIN_LIMIT, largest.pixels());
        functions.limits.ifPresent(
                limits -> pointer(limits, context).reinterpret(LIMITS_BYTES).set(JAVA_LONG, LIMITS_MAX_PIXELS, pixels));
        // One core a photo: no threads beside this one.
        functions.limitThreads.ifPresent(threads -> NativeCall.run(threads, context, 0));
    }

    @SuppressWarnings("restricted")
    private HeifPicture decode(MemorySegment handle, MemorySegment options, Arena arena) throws Undecodable {
        if (options.reinterpret(OPTIONS_BYTES).get(JAVA_BYTE, OPTIONS_VERSION) >= 2) {
            options.reinterpret(OPTIONS_BYTES).set(JAVA_BYTE, OPTIONS_TO_8_BITS, (byte) 1);
        }
        boolean alpha = number(functions.hasAlpha, handle) != 0;
        MemorySegment image = arena.allocate(ADDRESS);
        HeifError.check(functions.decode, handle, image, RGB, alpha ? INTERLEAVED_RGBA : INTERLEAVED_RGB, options);
        boolean premultiplied = alpha && isPremultiplied(handle);
        return HeifPicture.of(functions, image.get(ADDRESS, 0), alpha, premultiplied);
    }

    private boolean isPremultiplied(MemorySegment handle) {
        Optional<MethodHandle> asked = functions.isPremultiplied;
        return asked.isPresent() && number(asked.get(), handle) != 0;
    }

    /// One of the library's objects.
    record Owned(MemorySegment address, MethodHandle release) implements AutoCloseable {
        Owned {
            if (address.equals(MemorySegment.NULL)) {
                throw new OutOfMemoryError("libheif could not allocate an object");
            }
        }

        @Override
        public void close() {
            NativeCall.run(release, address);
        }
    }
}
