package photos.processor.turbo;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The functions of `libturbojpeg.so.0` that are used here, by their names in version 2 of its interface (turbojpeg.h
/// of libjpeg-turbo 2.0 and later; version 3 has them still).
@SuppressWarnings("restricted") // native access is what this class is for
final class TurboLibrary {
    static final int PLANES = 3;

    /// `JMSG_LENGTH_MAX`.
    private static final int LONGEST_TEXT = 200;

    private static final Linker LINKER = Linker.nativeLinker();

    final MethodHandle initDecompress;
    final MethodHandle initCompress;
    final MethodHandle decompressHeader;
    final MethodHandle decompressToPlanes;
    final MethodHandle compressFromPlanes;
    final MethodHandle planeWidth;
    final MethodHandle planeHeight;
    final MethodHandle bufferSize;
    final MethodHandle errorText;
    final MethodHandle destroy;

    private final SymbolLookup symbols;

    /// @throws IllegalArgumentException if there is no library of this name
    /// @throws java.util.NoSuchElementException if it lacks a function
    TurboLibrary(String name) {
        symbols = SymbolLookup.libraryLookup(name, Arena.global());
        initDecompress = function("tjInitDecompress", FunctionDescriptor.of(ADDRESS));
        initCompress = function("tjInitCompress", FunctionDescriptor.of(ADDRESS));
        decompressHeader = function(
                "tjDecompressHeader3", returningInt(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        decompressToPlanes = function(
                "tjDecompressToYUVPlanes",
                returningInt(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
        compressFromPlanes = function(
                "tjCompressFromYUVPlanes",
                returningInt(
                        ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
        planeWidth = function("tjPlaneWidth", returningInt(JAVA_INT, JAVA_INT, JAVA_INT));
        planeHeight = function("tjPlaneHeight", returningInt(JAVA_INT, JAVA_INT, JAVA_INT));
        bufferSize = function("tjBufSize", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
        errorText = function("tjGetErrorStr2", FunctionDescriptor.of(ADDRESS, ADDRESS));
        destroy = function("tjDestroy", returningInt(ADDRESS));
    }

    private static FunctionDescriptor returningInt(MemoryLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    private MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    /// A handle of the library's.
    static MemorySegment address(MethodHandle function, Object... arguments) {
        try {
            return (MemorySegment) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// A string of the library's.
    String text(MethodHandle function, MemorySegment argument) {
        return address(function, argument).reinterpret(LONGEST_TEXT).getString(0);
    }

    static int number(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// A native function throws nothing; what comes is from the Java side of the call.
    static AssertionError unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new AssertionError("a native call could not be made", thrown);
    }
}
