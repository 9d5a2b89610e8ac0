package photos.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import photos.benchmarks.quality.Likeness;

/// The results as Markdown.
final class Report {
    private final Results results;
    private final Options options;
    private final List<Contender> absent;
    private final Peers peers;
    private final List<String> lines = new ArrayList<>();

    Report(Results results, Options options, List<Contender> absent, Peers peers) {
        this.results = results;
        this.options = options;
        this.absent = List.copyOf(absent);
        this.peers = peers;
    }

    String markdown(LocalDate date) throws IOException {
        lines.clear();
        line("# The renderer beside its peers, " + date);
        line("");
        how();
        for (Results.OfPicture picture : results.pictures()) {
            table(picture);
        }
        starts();
        targets();
        return String.join("\n", lines) + "\n";
    }

    private void how() throws IOException {
        line("Job: one JPEG to four, long sides of 1600, 800, 320 and 160 pixels, quality 82, 4:2:0, written to files"
                + " in memory. CPU time is user and system time of all threads of a process, for one photo, warm,"
                + " one photo at a time; all contenders took turns, %d rounds of up to %d photos, medians of the"
                        .formatted(options.rounds(), options.photos())
                + " rounds. Peers run with one thread. Quality is luma PSNR in dB / SSIM against a Lanczos resize in"
                + " double precision from the full decode.");
        line("");
        line("Machine: %s, %d processors, Java %s. Peers: %s."
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        String.join("; ", peers.versions())));
        line("");
        for (Contender contender : absent) {
            line("- Without %s: %s."
                    .formatted(contender.title(), contender.missing().orElse("not asked for")));
        }
        line("");
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private void table(Results.OfPicture of) throws IOException {
        Picture picture = of.picture();
        Optional<Figures> sharp = of.of(Contenders.SHARP_CLONE);
        line("## %s: %s, %.1f MB".formatted(picture.title(), picture.size(), Files.size(picture.file()) / 1e6));
        line("");
        line("Input: " + picture.origin() + ".");
        line("");
        line(
                "| contender | CPU ms | ± | of sharp `clone()` | peak RSS, MB | allocated, MB | at 1600 | at 800 | at 320 |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Figures figures : of.figures()) {
            line("| %s | %s | %.0f %% | %s | %.0f | %s | %s | %s | %s |"
                    .formatted(
                            figures.contender().title(),
                            milliseconds(figures.cpuMs()),
                            figures.spread() * 50,
                            sharp.map(one -> "%.2f".formatted(figures.cpuMs() / one.cpuMs()))
                                    .orElse("–"),
                            figures.peakMb(),
                            megabytes(figures.allocatedMb()),
                            likeness(figures, 1600),
                            likeness(figures, 800),
                            likeness(figures, 320)));
        }
        line("");
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String megabytes(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "–";
    }

    private static String likeness(Figures figures, int size) {
        return Optional.ofNullable(figures.likeness().get(size))
                .map(Report::likeness)
                .orElse("–");
    }

    private static String likeness(Likeness likeness) {
        return String.format(Locale.ROOT, "%.2f / %.4f", likeness.psnr(), likeness.ssim());
    }

    private void starts() {
        if (results.starts().isEmpty()) {
            return;
        }
        line("## First photo and two at once, 12 MP baseline"
                .replace(
                        "12 MP baseline",
                        results.pictures().getFirst().picture().title()));
        line("");
        line("| contender | first photo of a ready process, CPU ms | wall ms | two at once, photos/s of one's |");
        line("|---|---:|---:|---:|");
        for (Figures figures : results.pictures().getFirst().figures()) {
            Optional.ofNullable(results.starts().get(figures.contender().name()))
                    .ifPresent(start -> line("| %s | %.0f | %.0f | %.2f |"
                            .formatted(
                                    figures.contender().title(),
                                    start.cpuMs(),
                                    start.wallMs(),
                                    results.throughput()
                                            .getOrDefault(figures.contender().name(), Double.NaN))));
        }
        line("");
    }

    private void targets() {
        line("## Targets, 12 MP baseline");
        line("");
        line("| target | limit | measured | |");
        line("|---|---:|---:|---|");
        for (Targets.Target target : new Targets(results).all()) {
            line("| %s | %s | %s | %s |"
                    .formatted(target.what(), target.limitText(), target.measuredText(), target.verdict()));
        }
    }

    private void line(String text) {
        lines.add(text);
    }
}
