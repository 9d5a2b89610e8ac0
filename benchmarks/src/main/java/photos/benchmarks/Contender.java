package photos.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Something that does the job.
///
/// @param name for the command line
/// @param start the command, from the input's path and the directory for the outputs
/// @param missing why it cannot be run, if so
record Contender(String name, String title, Pace pace, Start start, Optional<String> missing) {
    /// The command of a process that speaks the protocol of [Running].
    interface Start {
        List<String> command(Path input, Path directory);
    }

    /// How long it takes to warm up, and how often it has to run for a steady figure.
    enum Pace {
        /// Compiled while it runs: its last methods after some eight hundred photos, a minute.
        JAVA(800, 1),
        JAVA_SLOW(100, 2),
        JAVA_SLOWEST(8, 4),
        NATIVE(5, 1),
        /// A new process for each command; nothing stays warm but the page cache.
        COMMANDS(1, 4);

        private final int warmUp;
        private final int share;

        Pace(int warmUp, int share) {
            this.warmUp = warmUp;
            this.share = share;
        }

        int warmUp() {
            return warmUp;
        }

        /// @param photos of a quick contender
        int photos(int photos) {
            return Math.max(1, photos / share);
        }
    }

    /// Whether it is this project's renderer.
    boolean ours() {
        return name.startsWith("ours");
    }
}
