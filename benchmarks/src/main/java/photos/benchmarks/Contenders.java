package photos.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import photos.benchmarks.Contender.Pace;
import photos.benchmarks.contender.ContenderMain;

/// Everybody who takes part.
final class Contenders {
    static final String NATIVE = "ours";
    static final String EXACT = "ours-exact";
    static final String PURE = "ours-pure";
    static final String THUMBNAILATOR = "thumbnailator";
    static final String SHARP_CLONE = "sharp-clone";
    static final String SHARP_BEST = "sharp-best";
    static final String VIPS_BEST = "vips-best";
    static final String VIPS_FULL = "vips-full";
    static final String VIPSTHUMBNAIL = "vipsthumbnail";
    static final String IMAGEMAGICK = "imagemagick";
    static final String GRAPHICSMAGICK = "graphicsmagick";
    static final String FLOOR = "floor";

    private static final List<String> SMALL_HEAP = List.of("-Xmx96m", "-XX:+UseSerialGC");
    private static final List<String> HEAP = List.of("-Xmx256m", "-XX:+UseSerialGC");
    private static final List<String> LARGE_HEAP = List.of("-Xmx1g", "-XX:+UseSerialGC");
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private static final String EXACT_MODE = "-Dphotos.benchmarks.exact=true";

    private final Peers peers;

    Contenders(Peers peers) {
        this.peers = peers;
    }

    List<Contender> all() {
        List<Contender> all = new ArrayList<>();
        all.add(java(NATIVE, "this renderer", Pace.JAVA, withVectors(SMALL_HEAP, List.of())));
        all.add(java(EXACT, "this renderer, exact mode", Pace.JAVA, withVectors(SMALL_HEAP, List.of(EXACT_MODE))));
        all.add(java(
                PURE, "this renderer, pure Java", Pace.JAVA_SLOW, withVectors(HEAP, List.of("-Dphotos.turbo=off"))));
        all.add(java(THUMBNAILATOR, "Thumbnailator, once per size", Pace.JAVA_SLOWEST, LARGE_HEAP));
        all.add(sharp(SHARP_CLONE, "sharp, `clone()`", "clone"));
        all.add(sharp(SHARP_BEST, "sharp at its best: one decode, chained, raw", "best"));
        all.add(vips(VIPS_BEST, "libvips from C at its best: shrink forced, chained", "best"));
        all.add(vips(VIPS_FULL, "libvips from C, full decode, chained", "full"));
        all.add(commands(VIPSTHUMBNAIL, "`vipsthumbnail`, once per size", this::vipsthumbnail));
        all.add(commands(IMAGEMAGICK, "ImageMagick, once per size", this::imagemagick));
        all.add(commands(GRAPHICSMAGICK, "GraphicsMagick, chained", this::graphicsmagick));
        all.add(peer(
                FLOOR,
                "floor",
                "the floor: libjpeg-turbo decode and 4 encodes, no resampling",
                Pace.NATIVE,
                (i, o) -> List.of(path("floor"), i.toString(), o.toString())));
        return List.copyOf(all);
    }

    private static List<String> withVectors(List<String> heap, List<String> more) {
        List<String> options = new ArrayList<>(heap);
        options.add(VECTORS);
        options.addAll(more);
        return List.copyOf(options);
    }

    private static Contender java(String name, String title, Pace pace, List<String> options) {
        String way = name.equals(THUMBNAILATOR) ? "thumbnailator" : "renderer";
        return new Contender(
                name, title, pace, (input, output) -> javaCommand(options, way, input, output), Optional.empty());
    }

    private static List<String> javaCommand(List<String> options, String way, Path input, Path output) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                ContenderMain.class.getName(),
                way,
                input.toString(),
                output.toString()));
        return List.copyOf(command);
    }

    private Contender sharp(String name, String title, String way) {
        return peer(
                name,
                "sharp",
                title,
                Pace.NATIVE,
                (input, output) -> List.of("node", path("sharp"), input.toString(), output.toString(), way));
    }

    private Contender vips(String name, String title, String way) {
        return peer(
                name,
                "vips",
                title,
                Pace.NATIVE,
                (input, output) -> List.of(path("vips"), input.toString(), output.toString(), way));
    }

    private Contender commands(String name, String title, Contender.Start lines) {
        Optional<String> meter =
                peers.path("meter").isPresent() ? Optional.empty() : Optional.of(peers.reason("meter"));
        Contender contender = peer(name, name, title, Pace.COMMANDS, (input, output) -> {
            List<String> command = new ArrayList<>(List.of(path("meter")));
            command.addAll(lines.command(input, output));
            return command;
        });
        return new Contender(
                name,
                title,
                Pace.COMMANDS,
                contender.start(),
                contender.missing().or(() -> meter));
    }

    private Contender peer(String name, String peer, String title, Pace pace, Contender.Start start) {
        Optional<String> missing = peers.path(peer).isPresent() ? Optional.empty() : Optional.of(peers.reason(peer));
        return new Contender(name, title, pace, start, missing);
    }

    private List<String> vipsthumbnail(Path input, Path output) {
        return perSize(size -> List.of(
                path("vipsthumbnail"),
                input.toString(),
                "-s",
                size + "x" + size,
                "-o",
                output.resolve(size + ".jpg") + "[Q=" + Job.QUALITY + ",strip]"));
    }

    private List<String> imagemagick(Path input, Path output) {
        return perSize(size -> List.of(
                path("imagemagick"),
                input.toString(),
                "-resize",
                size + "x" + size,
                "-strip",
                "-sampling-factor",
                "4:2:0",
                "-quality",
                Integer.toString(Job.QUALITY),
                output.resolve(size + ".jpg").toString()));
    }

    private List<String> graphicsmagick(Path input, Path output) {
        List<String> command = new ArrayList<>(List.of(path("graphicsmagick"), "convert", input.toString(), "-strip"));
        command.addAll(List.of("-sampling-factor", "2x2", "-quality", Integer.toString(Job.QUALITY)));
        for (int size : Job.SIZES) {
            String file = output.resolve(size + ".jpg").toString();
            command.addAll(List.of("-resize", size + "x" + size));
            command.addAll(size == Job.SIZES.getLast() ? List.of(file) : List.of("-write", file));
        }
        return command;
    }

    private interface OneSize {
        List<String> command(int size);
    }

    private static List<String> perSize(OneSize one) {
        List<String> commands = new ArrayList<>();
        for (int size : Job.SIZES) {
            if (!commands.isEmpty()) {
                commands.add("@");
            }
            commands.addAll(one.command(size));
        }
        return commands;
    }

    private String path(String peer) {
        return peers.path(peer).orElseThrow(() -> new IllegalStateException(peer + ": " + peers.reason(peer)));
    }
}
