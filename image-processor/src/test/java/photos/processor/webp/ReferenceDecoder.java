package photos.processor.webp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import photos.processor.nativelib.NativeLibrary;

/// libwebp's own decoder, the one that browsers use. TwelveMonkeys 3.15.0 takes no notice of alpha that is stored
/// uncompressed, as it is in the smallest pictures.
record ReferenceDecoder(MethodHandle decodeBgra, MethodHandle free) {
    static ReferenceDecoder of(String file) {
        NativeLibrary library = NativeLibrary.load(file).orElseThrow();
        return new ReferenceDecoder(
                library.function(
                        "WebPDecodeBGRA", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS)),
                library.function("WebPFree", FunctionDescriptor.ofVoid(ADDRESS)));
    }

    /// @return straight ARGB
    @SuppressWarnings("restricted")
    int[] decode(byte[] webp, int pixels) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, webp);
            MemorySegment size = arena.allocate(JAVA_INT, 2);
            MemorySegment decoded =
                    (MemorySegment) decodeBgra.invokeExact(bytes, (long) webp.length, size, size.asSlice(4));
            int[] argb = decoded.reinterpret(4L * pixels).toArray(JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN));
            free.invokeExact(decoded);
            return argb;
        } catch (Throwable e) {
            throw new AssertionError("a function of C throws nothing", e);
        }
    }
}
