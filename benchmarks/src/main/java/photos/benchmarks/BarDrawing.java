package photos.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// CPU time with one picture as horizontal bars, quickest first, as SVG.
final class BarDrawing {
    private static final int WIDTH = 920;
    private static final int LEFT = 440;
    private static final int ROW = 26;
    private static final int TOP = 44;

    private BarDrawing() {}

    static String of(Results.OfPicture picture) {
        List<Figures> figures = picture.figures().stream()
                .sorted(Comparator.comparingDouble(Figures::cpuMs))
                .toList();
        double most = figures.getLast().cpuMs();
        int height = TOP + ROW * figures.size() + 12;
        StringBuilder svg = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">%n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n"
                        + "<text x=\"12\" y=\"24\" font-size=\"15\">%s to 1600, 800, 320 and 160: CPU milliseconds for"
                        + " a photo</text>%n")
                .formatted(WIDTH, height, WIDTH, height, picture.picture().title()));
        for (int i = 0; i < figures.size(); i++) {
            svg.append(bar(figures.get(i), TOP + ROW * i, most));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Figures figures, int y, double most) {
        double width = Math.max(1, (WIDTH - LEFT - 60) * figures.cpuMs() / most);
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\""
                        + " fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%.0f</text>%n",
                LEFT - 10,
                y + 14,
                figures.contender().title().replace("`", ""),
                LEFT,
                y,
                width,
                colour(figures.contender()),
                LEFT + width + 6,
                y + 14,
                figures.cpuMs());
    }

    private static String colour(Contender contender) {
        if (contender.ours()) {
            return "#1b7f4b";
        }
        return contender.name().equals(Contenders.FLOOR) ? "#b8b8b8" : "#7a93b8";
    }
}
