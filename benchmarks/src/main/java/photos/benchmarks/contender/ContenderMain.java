package photos.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A contender in a JVM of its own. Arguments: way, input, directory. Reads `go N`, or `two N` for two threads with N
/// photos each, and answers each with one line of figures.
public final class ContenderMain {
    private final Way way;
    private final Path input;
    private final Path directory;
    private final ProcessClock clock = new ProcessClock();

    private ContenderMain(Way way, Path input, Path directory) {
        this.way = way;
        this.input = input;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        PrintStream answers = System.out;
        // Nothing that a library prints may look like an answer.
        System.setOut(System.err);
        var main = new ContenderMain(Way.named(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        answers.println("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String line = commands.readLine();
        while (line != null) {
            String[] words = line.split(" ", 2);
            answers.println(main.measured(words[0].equals("two") ? 2 : 1, Integer.parseInt(words[1])));
            line = commands.readLine();
        }
    }

    private String measured(int threads, int photos) throws IOException, InterruptedException, ExecutionException {
        ThreadMXBean heap = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = heap.getTotalThreadAllocatedBytes();
        long cpu = clock.nanos();
        long wall = System.nanoTime();
        if (threads == 1) {
            photos(directory, photos);
        } else {
            atOnce(threads, photos);
        }
        return "cpu_ns=%d wall_ns=%d allocated=%d"
                .formatted(
                        clock.nanos() - cpu, System.nanoTime() - wall, heap.getTotalThreadAllocatedBytes() - allocated);
    }

    private void photos(Path into, int photos) throws IOException {
        for (int i = 0; i < photos; i++) {
            way.photo(input, into);
        }
    }

    private void atOnce(int threads, int photos) throws IOException, InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Path own = Files.createDirectories(directory.resolve("thread-" + i));
                running.add(pool.submit(() -> {
                    photos(own, photos);
                    return own;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
