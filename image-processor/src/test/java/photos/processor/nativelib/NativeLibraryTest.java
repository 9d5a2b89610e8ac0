package photos.processor.nativelib;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {
    private static final FunctionDescriptor OF_INT = FunctionDescriptor.of(JAVA_INT, JAVA_INT);

    private final NativeLibrary system = NativeLibrary.ofTheSystem();
    private final MethodHandle abs = system.function("abs", OF_INT);

    @Test
    void a_function_is_called() {
        assertThat(NativeCall.number(abs, -5)).isEqualTo(5);
        MethodHandle after = system.function("strchr", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom("a picture");
            assertThat(NativeCall.text(NativeCall.pointer(after, text, (int) 'p'), 8))
                    .isEqualTo("picture");
        }
    }

    @Test
    void what_is_not_there_is_nothing_or_named() {
        assertThat(NativeLibrary.load("libnothing.so.1")).isEmpty();
        assertThat(system.ifThere("no_such_function", OF_INT)).isEmpty();
        assertThatThrownBy(() -> system.function("no_such_function", OF_INT))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("it has no function no_such_function");
    }

    @Test
    void a_call_that_cannot_be_made_is_a_fault_of_this_program() {
        assertThatThrownBy(() -> NativeCall.number(abs, "five"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("a native call could not be made");
    }
}
