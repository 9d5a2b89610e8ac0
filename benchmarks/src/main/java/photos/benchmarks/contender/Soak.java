package photos.benchmarks.contender;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import photos.benchmarks.Project;
import photos.cli.Progress;
import photos.image.Orientation;
import photos.processor.preset.Presets;
import photos.processor.render.Memory;
import photos.processor.render.RenderTask;
import photos.processor.render.Renderer;

/// Renders the samples over and over in one process and watches its memory. Arguments: `--soak PHOTOS`.
public final class Soak {
    private static final int EVERY = 10;

    private Soak() {}

    /// @param rssMb resident memory of the process
    /// @param liveMb heap that was left in use after the last collection
    record Point(int photo, double rssMb, double liveMb) {}

    public static void main(String[] arguments) throws IOException {
        int photos = Integer.parseInt(arguments.length == 2 ? arguments[1] : "2000");
        List<Point> points = points(photos, samples());
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        Path directory = Files.createDirectories(Project.benchmarks().resolve("results"));
        Files.writeString(directory.resolve(date + "-soak.csv"), csv(points));
        Files.writeString(directory.resolve(date + "-soak.svg"), SoakDrawing.of(points));
        System.out.println(verdict(photos, points));
        System.err.println("benchmarks: kept as " + directory.resolve(date + "-soak.csv") + " and .svg");
    }

    /// Every sample, the broken ones too.
    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Project.root().resolve("samples"))) {
            return files.filter(file -> Files.exists(Path.of(file + ".expected.json")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Point> points(int photos, List<Path> samples) throws IOException {
        Renderer renderer = Way.newRenderer();
        Path directory = Files.createTempDirectory("soak");
        List<Point> points = new ArrayList<>();
        try (Progress progress = progress(photos)) {
            for (int photo = 1; photo <= photos; photo++) {
                Path sample = samples.get(photo % samples.size());
                renderer.render(
                        new RenderTask(sample, Orientation.TURNED_LEFT, Presets.DEFAULTS, directory), Memory.UNSHARED);
                clear(directory);
                if (photo % EVERY == 0) {
                    points.add(new Point(photo, rssMb(), liveMb()));
                }
                progress.step();
            }
        } finally {
            Files.delete(directory);
        }
        return points;
    }

    private static Progress progress(int photos) {
        return Progress.of("soak", photos, System.err);
    }

    private static void clear(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static double rssMb() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                .sum();
    }

    private static double liveMb() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getCollectionUsage)
                        .flatMap(usage -> Optional.ofNullable(usage).stream())
                        .mapToLong(MemoryUsage::getUsed)
                        .sum()
                / 1e6;
    }

    private static String csv(List<Point> points) {
        StringBuilder csv = new StringBuilder("photo,rss_mb,heap_live_mb\n");
        for (Point point : points) {
            csv.append(String.format(Locale.ROOT, "%d,%.1f,%.1f%n", point.photo(), point.rssMb(), point.liveMb()));
        }
        return csv.toString();
    }

    private static String verdict(int photos, List<Point> points) {
        int quarter = Math.max(1, points.size() / 4);
        double first = medianRss(points.subList(0, quarter));
        double last = medianRss(points.subList(points.size() - quarter, points.size()));
        double peak = points.stream().mapToDouble(Point::rssMb).max().orElseThrow();
        return String.format(
                Locale.ROOT,
                "%d photos: RSS %.1f MB in the first quarter, %.1f MB in the last (medians), growth %+.1f MB, peak %.1f MB",
                photos,
                first,
                last,
                last - first,
                peak);
    }

    private static double medianRss(List<Point> points) {
        return points.stream()
                .sorted(Comparator.comparingDouble(Point::rssMb))
                .skip(points.size() / 2)
                .findFirst()
                .orElseThrow()
                .rssMb();
    }
}
