package photos.processor.worker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import photos.processor.nativelib.NativeCall;
import photos.processor.nativelib.NativeLibrary;

/// Bounds what native code of this process may allocate, which no heap size does: a picture may state one size in its
/// header and a far larger one in its coded data. Linux only; elsewhere the file's header is trusted.
final class MemoryCeiling {
    private static final Path USED = Path.of("/proc/self/statm");
    private static final long PAGE_BYTES = 4096;
    /// `RLIMIT_AS`: bytes of address space.
    private static final int ADDRESS_SPACE = 9;

    private MemoryCeiling() {}

    /// From now on the process gets so many more bytes of address space, and no more.
    static void raiseAtMost(long bytes) throws IOException {
        if (!Files.exists(USED)) {
            return;
        }
        long pages = Long.parseLong(Files.readString(USED).split(" ", 2)[0]);
        limit(pages * PAGE_BYTES + bytes);
    }

    private static void limit(long most) throws IOException {
        MethodHandle setrlimit = NativeLibrary.ofTheSystem()
                .ifThere("setrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS))
                .orElseThrow(() -> new IOException("this system has no setrlimit"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment softAndHard = arena.allocateFrom(JAVA_LONG, most, most);
            if (NativeCall.number(setrlimit, ADDRESS_SPACE, softAndHard) != 0) {
                throw new IOException("the system refuses a limit of " + most + " bytes of address space");
            }
        }
    }
}
