package photos.cli;

import java.io.PrintStream;
import java.util.function.Supplier;

/// Says how things stand if the process is interrupted (Ctrl-C), which ends it at once: whatever has to last is on disk
/// before.
final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    static Interruption says(Supplier<String> sentence, PrintStream err) {
        Thread hook = new Thread(() -> err.println(System.lineSeparator() + sentence.get()), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process ends already
        }
    }
}
