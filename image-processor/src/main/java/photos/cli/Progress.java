package photos.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows how far a long work is: a bar on a terminal, a line now and then where the output is read by a program.
public sealed interface Progress extends AutoCloseable {
    /// As many steps as there turn out to be; the bar's library counts on.
    long UNKNOWN = -1;

    /// @param task what is being done
    /// @param steps how many steps there are
    static Progress of(String task, long steps, PrintStream out) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? new Bar(task, steps)
                : new Lines(task, steps, out);
    }

    /// The same where it is unknown how many steps there are.
    static Progress open(String task, PrintStream out) {
        return of(task, UNKNOWN, out);
    }

    /// One more step is done. May be called from many threads.
    void step();

    default void steps(long more) {
        for (long step = 0; step < more; step++) {
            step();
        }
    }

    @Override
    void close();

    /// A bar on standard error, so that the result alone is on standard output.
    final class Bar implements Progress {
        private final ProgressBar bar;

        private Bar(String task, long steps) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                    .setUpdateIntervalMillis(100)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }

        @Override
        public void step() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /// About ten lines in all; one every [#MANY] steps where it is unknown how many there are.
    final class Lines implements Progress {
        private static final long MANY = 10_000;

        private final String task;
        private final long steps;
        private final PrintStream out;
        private long done;

        private Lines(String task, long steps, PrintStream out) {
            this.task = task;
            this.steps = steps;
            this.out = out;
        }

        @Override
        public synchronized void step() {
            done++;
            if (steps == UNKNOWN) {
                if (done % MANY == 0) {
                    out.println(task + ": " + done);
                }
                return;
            }
            long every = Math.max(1, steps / 10);
            if (done % every == 0 || done == steps) {
                out.println(task + ": " + done + " of " + steps);
            }
        }

        @Override
        public void close() {}
    }
}
