package photos.processor.webp;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/// What is allocated with `malloc` in this process, as the GNU C library counts it (`mallinfo2`).
record NativeHeap(MethodHandle mallinfo2) {
    /// Ten fields of `size_t`: the fifth is what lies in mappings of its own, the eighth what is in use elsewhere.
    private static final StructLayout FIELDS =
            MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, JAVA_LONG).withName("fields"));

    @SuppressWarnings("restricted")
    static NativeHeap ofThisMachine() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("mallinfo2")
                .map(function -> new NativeHeap(linker.downcallHandle(function, FunctionDescriptor.of(FIELDS))))
                .orElseGet(() -> abort("only the GNU C library says how much is allocated"));
    }

    long bytesInUse() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment fields = (MemorySegment) mallinfo2.invokeExact((SegmentAllocator) arena);
            return fields.getAtIndex(JAVA_LONG, 4) + fields.getAtIndex(JAVA_LONG, 7);
        } catch (Throwable e) {
            throw new AssertionError("a function of C throws nothing", e);
        }
    }
}
