package photos.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A program for the tests that does nothing for ever; as a parent, it first starts another such one.
public final class HangingProgram {
    private HangingProgram() {}

    /// @param args `parent` and a directory for the child, or nothing
    public static void main(String[] args) throws InterruptedException {
        if (args.length == 2) {
            try (ChildProcess child = ChildProcess.start(in(Path.of(args[1]), Duration.ofSeconds(5), List.of()))) {
                System.out.println("child " + child.pid());
                new CountDownLatch(1).await();
            }
        }
        System.out.println("running");
        new CountDownLatch(1).await();
    }

    static Program in(Path directory, Duration grace, List<String> args) {
        List<String> launch =
                new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), HangingProgram.class.getName()));
        launch.addAll(args);
        return new Program(
                "a hanging program",
                Jvm.in(directory).command(List.of("-XX:TieredStopAtLevel=1"), launch),
                Map.of(),
                directory,
                directory.resolve("hanging.log"),
                grace);
    }
}
