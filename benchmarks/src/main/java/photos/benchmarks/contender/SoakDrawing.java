package photos.benchmarks.contender;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Memory over photos as two curves, as SVG.
final class SoakDrawing {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 320;
    private static final int LEFT = 50;
    private static final int BOTTOM = 280;
    private static final int TOP = 40;
    private static final int GRID_MB = 50;

    private SoakDrawing() {}

    static String of(List<Soak.Point> points) {
        double peak = points.stream().mapToDouble(Soak.Point::rssMb).max().orElseThrow();
        int most = GRID_MB * (int) Math.ceil(peak / GRID_MB);
        int photos = points.getLast().photo();
        StringBuilder svg = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n"
                        + "<text x=\"12\" y=\"22\" font-size=\"15\">Memory over %d photos, MB: resident (green), heap in"
                        + " use after a collection (blue)</text>%n")
                .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, photos));
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
        svg.append(curve(points, most, photos, "#1b7f4b", Soak.Point::rssMb));
        svg.append(curve(points, most, photos, "#2f62b5", Soak.Point::liveMb));
        return svg.append("</svg>\n").toString();
    }

    private interface Height {
        double mb(Soak.Point point);
    }

    private static String curve(List<Soak.Point> points, int most, int photos, String colour, Height height) {
        String line = points.stream()
                .map(point -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        LEFT + (double) (WIDTH - LEFT - 10) * point.photo() / photos,
                        y(height.mb(point), most)))
                .collect(Collectors.joining(" "));
        return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n".formatted(colour, line);
    }

    private static double y(double mb, int most) {
        return BOTTOM - (BOTTOM - TOP) * mb / most;
    }
}
