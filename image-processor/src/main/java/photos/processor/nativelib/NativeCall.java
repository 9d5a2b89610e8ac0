package photos.processor.nativelib;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Calls functions of native libraries, a few times a picture, so that boxing does not matter. Those that give back a
/// structure take an allocator first.
public final class NativeCall {
    private NativeCall() {}

    /// Calls a function that gives back nothing, or nothing that is wanted.
    public static void run(MethodHandle function, Object... arguments) {
        var _ = called(function, arguments);
    }

    /// Calls a function that gives back a pointer or a structure.
    public static MemorySegment pointer(MethodHandle function, Object... arguments) {
        return (MemorySegment) called(function, arguments);
    }

    /// Calls a function that gives back an `int`.
    public static int number(MethodHandle function, Object... arguments) {
        return (int) called(function, arguments);
    }

    private static Object called(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// A native function throws nothing; what comes is from the Java side of the call.
    public static AssertionError unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new AssertionError("a native call could not be made", thrown);
    }

    /// A text that a function has given back.
    ///
    /// @param most bytes in which it ends
    @SuppressWarnings("restricted")
    public static String text(MemorySegment start, long most) {
        return start.reinterpret(most).getString(0);
    }
}
