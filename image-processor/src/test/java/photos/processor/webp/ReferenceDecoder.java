package photos.processor.webp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;

/// libwebp's own decoder, the one that browsers use. TwelveMonkeys 3.15.0 takes no notice of alpha that is stored
/// uncompressed, as it is in the smallest pictures.
record ReferenceDecoder(MethodHandle decodeBgra, MethodHandle free) {
    @SuppressWarnings("restricted")
    static ReferenceDecoder of(String file) {
        SymbolLookup symbols = WebpLoader.open(file).orElseThrow();
        Linker linker = Linker.nativeLinker();
        return new ReferenceDecoder(
                linker.downcallHandle(
                        symbols.findOrThrow("WebPDecodeBGRA"),
                        FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS)),
                linker.downcallHandle(symbols.findOrThrow("WebPFree"), FunctionDescriptor.ofVoid(ADDRESS)));
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
