package photos.processor.turbo;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import photos.processor.nativelib.NativeLibrary;

/// The functions of `libturbojpeg.so.0` that are used here, by their names in version 2 of its interface (turbojpeg.h
/// of libjpeg-turbo 2.0 and later; version 3 has them still).
final class TurboFunctions {
    private final NativeLibrary library;

    final MethodHandle initDecompress = function("tjInitDecompress", FunctionDescriptor.of(ADDRESS));
    final MethodHandle initCompress = function("tjInitCompress", FunctionDescriptor.of(ADDRESS));
    final MethodHandle decompressHeader = function(
            "tjDecompressHeader3", returningInt(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    final MethodHandle decompressToPlanes = function(
            "tjDecompressToYUVPlanes",
            returningInt(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    final MethodHandle compressFromPlanes = function(
            "tjCompressFromYUVPlanes",
            returningInt(
                    ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
    final MethodHandle planeWidth = function("tjPlaneWidth", returningInt(JAVA_INT, JAVA_INT, JAVA_INT));
    final MethodHandle planeHeight = function("tjPlaneHeight", returningInt(JAVA_INT, JAVA_INT, JAVA_INT));
    final MethodHandle bufferSize =
            function("tjBufSize", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
    final MethodHandle errorText = function("tjGetErrorStr2", FunctionDescriptor.of(ADDRESS, ADDRESS));
    final MethodHandle destroy = function("tjDestroy", returningInt(ADDRESS));

    /// @throws java.util.NoSuchElementException naming a function that the library does not have
    TurboFunctions(NativeLibrary library) {
        // Ahead of the fields above, which look themselves up in it.
        this.library = library;
        super();
    }

    private MethodHandle function(String name, FunctionDescriptor signature) {
        return library.function(name, signature);
    }

    private static FunctionDescriptor returningInt(MemoryLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }
}
