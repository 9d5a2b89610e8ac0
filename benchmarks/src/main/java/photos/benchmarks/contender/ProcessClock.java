package photos.benchmarks.contender;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The CPU time of this whole process, user and system, compiler and collector included, in nanoseconds: Java's own
/// figure moves in steps of 10 ms. For 64-bit Linux.
final class ProcessClock {
    private static final int CLOCK_PROCESS_CPUTIME_ID = 2;

    private final MethodHandle clockGettime;
    private final MemorySegment time = Arena.ofAuto().allocate(JAVA_LONG, 2);

    // The one native call: a function of the C library, with its documented signature.
    @SuppressWarnings("restricted")
    ProcessClock() {
        Linker linker = Linker.nativeLinker();
        this.clockGettime = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("clock_gettime"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    }

    long nanos() {
        try {
            int failed = (int) clockGettime.invokeExact(CLOCK_PROCESS_CPUTIME_ID, time);
            if (failed != 0) {
                throw new IllegalStateException("the kernel does not tell this process's CPU time");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return time.getAtIndex(JAVA_LONG, 0) * 1_000_000_000 + time.getAtIndex(JAVA_LONG, 1);
    }
}
