package photos.processor.heif;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import photos.ledger.Reason;
import photos.processor.nativelib.NativeCall;

/// What libheif answers to most calls: a code, a finer one, and a sentence.
record HeifError(int code, int subcode, String message) {
    private static final int OK = 0;
    private static final int INVALID_INPUT = 2;
    private static final int UNSUPPORTED_FILETYPE = 3;
    private static final int UNSUPPORTED_FEATURE = 4;
    private static final int MEMORY_ALLOCATION = 6;
    private static final int PLUGIN_LOADING = 11;
    private static final int END_OF_DATA = 100;
    private static final int SECURITY_LIMIT = 1000;

    private static final long MESSAGE_AT = 2 * JAVA_INT.byteSize();
    private static final int LONGEST_MESSAGE = 1 << 14;

    /// Calls a function that answers in this way.
    static void check(MethodHandle function, Object... arguments) throws Undecodable {
        HeifError error = answer(function, arguments);
        if (error.code != OK) {
            throw new Undecodable(error.reason(), error.message);
        }
    }

    /// Calls a function whose failure shows later.
    static void ignored(MethodHandle function, Object... arguments) {
        var _ = answer(function, arguments);
    }

    private static HeifError answer(MethodHandle function, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            List<Object> all = new ArrayList<>(List.of((SegmentAllocator) arena));
            all.addAll(List.of(arguments));
            return of(NativeCall.pointer(function, all.toArray()));
        }
    }

    static HeifError of(MemorySegment error) {
        MemorySegment message = error.get(ADDRESS, MESSAGE_AT);
        return new HeifError(
                error.get(JAVA_INT, 0),
                error.get(JAVA_INT, JAVA_INT.byteSize()),
                message.equals(MemorySegment.NULL) ? "no reason given" : NativeCall.text(message, LONGEST_MESSAGE));
    }

    private Reason reason() {
        if (code == INVALID_INPUT && subcode == END_OF_DATA) {
            return Reason.TRUNCATED;
        }
        return switch (code) {
            case UNSUPPORTED_FILETYPE, UNSUPPORTED_FEATURE, PLUGIN_LOADING -> Reason.UNSUPPORTED_FORMAT;
            case MEMORY_ALLOCATION -> Reason.TOO_COSTLY;
            default -> subcode == SECURITY_LIMIT ? Reason.TOO_COSTLY : Reason.CORRUPT;
        };
    }
}
