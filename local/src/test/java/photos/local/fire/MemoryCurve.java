package photos.local.fire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The resident memory of programs over time, in MB (10^6 bytes); nothing where there is no `/proc`.
public final class MemoryCurve implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int WIDTH = 860;
    private static final int HEIGHT = 320;
    private static final int LEFT = 50;
    private static final int TOP = 40;
    private static final int BOTTOM = 280;
    private static final int GRID_MB = 100;
    private static final List<String> COLOURS = List.of("#1b7f4b", "#2f62b5", "#b5532f", "#7a2fb5");

    private final Map<String, Supplier<Long>> programs;
    private final Instant start = Instant.now();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Point> points = new ArrayList<>();
    private @Nullable Thread thread;

    /// @param seconds since the start
    /// @param megabytes of each program, 0 while it was dead
    record Point(double seconds, List<Double> megabytes) {}

    private MemoryCurve(Map<String, Supplier<Long>> programs) {
        this.programs = programs;
    }

    /// @param programs the process id of each, at any moment, in an order of the caller's
    public static MemoryCurve of(Map<String, Supplier<Long>> programs) {
        MemoryCurve curve = new MemoryCurve(programs);
        curve.thread = Thread.ofVirtual().name("memory").start(curve::watch);
        return curve;
    }

    private void watch() {
        try {
            do {
                synchronized (points) {
                    points.add(new Point(
                            Duration.between(start, Instant.now()).toMillis() / 1000.0,
                            programs.values().stream()
                                    .map(pid -> residentMb(pid.get()))
                                    .toList()));
                }
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static double residentMb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                    .sum();
        } catch (IOException _) {
            return 0;
        }
    }

    /// The highest of a program.
    public double peakMb(String program) {
        int index = List.copyOf(programs.keySet()).indexOf(program);
        synchronized (points) {
            return points.stream()
                    .mapToDouble(p -> p.megabytes().get(index))
                    .max()
                    .orElse(0);
        }
    }

    /// The median of a program in a part of the time, both from 0 to 1; moments at which it was dead do not count.
    public double medianMb(String program, double from, double to) {
        int index = List.copyOf(programs.keySet()).indexOf(program);
        synchronized (points) {
            List<Double> alive = points.subList((int) (points.size() * from), (int) (points.size() * to)).stream()
                    .map(p -> p.megabytes().get(index))
                    .filter(mb -> mb > 0)
                    .sorted()
                    .toList();
            return alive.isEmpty() ? 0 : alive.get(alive.size() / 2);
        }
    }

    /// Writes `NAME.csv` and `NAME.svg`.
    public void write(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        synchronized (points) {
            String csv = "seconds,"
                    + programs.keySet().stream().map(p -> p + "_rss_mb").collect(Collectors.joining(",")) + "\n"
                    + points.stream()
                            .map(p -> String.format(Locale.ROOT, "%.1f,", p.seconds())
                                    + p.megabytes().stream()
                                            .map(mb -> String.format(Locale.ROOT, "%.1f", mb))
                                            .collect(Collectors.joining(",")))
                            .collect(Collectors.joining("\n"))
                    + "\n";
            Files.writeString(directory.resolve(name + ".csv"), csv);
            Files.writeString(directory.resolve(name + ".svg"), svg());
        }
    }

    private String svg() {
        double peak = points.stream()
                .flatMap(p -> p.megabytes().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        int most = GRID_MB * (int) Math.ceil(Math.max(1, peak) / GRID_MB);
        StringBuilder svg = new StringBuilder(
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                                + " font-size=\"12\">%n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n"
                                + "<text x=\"12\" y=\"22\" font-size=\"15\">Resident memory, MB, over %.0f s:</text>%n")
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, seconds()));
        int x = 280;
        int colour = 0;
        for (String program : programs.keySet()) {
            svg.append("<text x=\"%d\" y=\"22\" font-size=\"15\" fill=\"%s\">%s</text>%n"
                    .formatted(x, COLOURS.get(colour % COLOURS.size()), program));
            x += 130;
            colour++;
        }
        for (int mb = 0; mb <= most; mb += GRID_MB) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>%n",
                    LEFT,
                    y(mb, most),
                    WIDTH - 10,
                    LEFT - 6,
                    y(mb, most) + 4,
                    mb));
        }
        for (int i = 0; i < programs.size(); i++) {
            svg.append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n"
                    .formatted(COLOURS.get(i % COLOURS.size()), line(i, most)));
        }
        return svg.append("</svg>\n").toString();
    }

    private String line(int program, int most) {
        return points.stream()
                .map(p -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        LEFT + (WIDTH - LEFT - 10) * p.seconds() / seconds(),
                        y(p.megabytes().get(program), most)))
                .collect(Collectors.joining(" "));
    }

    private double seconds() {
        return points.isEmpty() ? 1 : Math.max(1, points.getLast().seconds());
    }

    private static double y(double mb, int most) {
        return BOTTOM - (BOTTOM - TOP) * mb / most;
    }

    @Override
    public void close() {
        closed.countDown();
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
