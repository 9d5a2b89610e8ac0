package photos.local.fire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import javax.imageio.ImageReader;
import photos.image.FakeBmpReader;

/// A decoder of BMP that takes its process with it, as a crash in native code does. Loaded as an agent, so that nothing
/// of the program itself has to know: `JAVA_TOOL_OPTIONS` reaches the worker processes too.
public final class DeadlyDecoder {
    private DeadlyDecoder() {}

    /// Called by the JVM before the program's own main method.
    public static void premain(String arguments) {
        new Deadly().takePrecedence();
    }

    /// What the jar of the agent has to hold.
    public static List<Class<?>> classes() {
        return List.of(DeadlyDecoder.class, Deadly.class, FakeBmpReader.class);
    }

    private static final class Deadly extends FakeBmpReader {
        @Override
        @SuppressWarnings("restricted") // what it warns of is meant
        public ImageReader createReaderInstance(Object extension) {
            MemorySegment.ofAddress(8).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, 1);
            throw new IllegalStateException("this process should not have survived that");
        }
    }
}
