package photos.processor.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import photos.ledger.Rendering;

/// A line for each picture of the corpus and each way it was rendered, and the worst of each way.
final class CorpusSummary {
    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Ways> ways = new LinkedHashMap<>();

    CorpusSummary(Path file) {
        this.file = file;
    }

    /// What has come of one way.
    private static final class Ways {
        private int rendered;
        private int refused;
        private Worst ssim = new Worst(Double.MAX_VALUE, "");
        private Worst psnr = new Worst(Double.MAX_VALUE, "");
        private Worst colour = new Worst(Double.MAX_VALUE, "");
    }

    /// @param margin to what is allowed
    private record Worst(double margin, String what) {
        private Worst and(double otherMargin, String other) {
            return otherMargin < margin ? new Worst(otherMargin, other) : this;
        }
    }

    void refused(String path, Corpus.Row row, Rendering.Failure failure) {
        of(path).refused++;
        line(path, row, failure.reason().name(), "", "", "");
    }

    /// @param found likeness to each reference
    void rendered(String path, Corpus.Row row, List<Likeness> found) {
        Ways way = of(path);
        way.rendered++;
        Likeness best = found.stream()
                .max(Comparator.comparing((Likeness each) -> each.atLeast(row.least()))
                        .thenComparingDouble(Likeness::ssim))
                .orElseThrow();
        String name = row.name();
        Corpus.Thresholds least = row.least();
        way.ssim =
                way.ssim.and(best.ssim() - least.ssim(), "%.4f of %.2f, %s".formatted(best.ssim(), least.ssim(), name));
        way.psnr =
                way.psnr.and(best.psnr() - least.psnr(), "%.1f of %.1f, %s".formatted(best.psnr(), least.psnr(), name));
        way.colour = way.colour.and(
                least.colour() - best.colour(), "%.2f of %.1f, %s".formatted(best.colour(), least.colour(), name));
        line(
                path,
                row,
                best.atLeast(least) ? "like" : "UNLIKE",
                "%.4f".formatted(best.ssim()),
                "%.1f".formatted(best.psnr()),
                "%.2f".formatted(best.colour()));
    }

    private Ways of(String path) {
        return ways.computeIfAbsent(path, _ -> new Ways());
    }

    private void line(String path, Corpus.Row row, String outcome, String ssim, String psnr, String colour) {
        lines.add("%-10s %-52s %-20s %7s %6s %6s"
                .formatted(path, row.name(), outcome, ssim, psnr, colour)
                .stripTrailing());
    }

    void write() throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        List<String> table = new ArrayList<>();
        ways.forEach((path, way) -> {
            table.add("%s: %d rendered, %d refused".formatted(path, way.rendered, way.refused));
            table.add("  nearest to the least SSIM allowed: " + way.ssim.what());
            table.add("  nearest to the least PSNR allowed, dB: " + way.psnr.what());
            table.add("  nearest to the most colour difference allowed: " + way.colour.what());
        });
        table.add("");
        table.add("%-10s %-52s %-20s %7s %6s %6s".formatted("way", "file", "outcome", "SSIM", "PSNR", "colour"));
        table.addAll(lines);
        Files.write(file, table);
    }
}
