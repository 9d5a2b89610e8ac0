package photos.processor.render;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import photos.image.Orientation;
import photos.processor.preset.Presets;

/// Renders a made-up picture over and over, so that the code is compiled when the first photo comes.
public final class WarmUp {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int ROUNDS = 40;
    private static final int WIDTH = 2400;
    private static final int HEIGHT = 1600;

    private WarmUp() {}

    /// Takes up to some seconds.
    ///
    /// @param directory exists, is empty, and is so again afterwards
    /// @throws IOException if the directory cannot be written, or the renderer is not in order
    public static void of(Renderer renderer, Presets presets, Path directory) throws IOException {
        Path original = directory.resolve("original");
        ImageIO.write(madeUp(), "jpeg", original.toFile());
        long end = System.nanoTime() + LIMIT.toNanos();
        for (int round = 0; round < ROUNDS && System.nanoTime() - end < 0; round++) {
            Path variants = Files.createDirectory(directory.resolve("variants"));
            RenderTask task = new RenderTask(original, Orientation.UPRIGHT, presets, variants);
            RenderOutcome outcome = renderer.render(task, Memory.UNSHARED);
            if (outcome instanceof RenderOutcome.Unrenderable(var failure)) {
                throw new IOException("the renderer cannot render its own trial picture: " + failure.message());
            }
            empty(variants);
            Files.delete(variants);
        }
        Files.delete(original);
    }

    private static void empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.map(Path::toFile).forEach(File::delete);
        }
    }

    /// Slopes with some noise, as photos have.
    private static BufferedImage madeUp() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Random noise = new Random(1);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int grain = noise.nextInt(24);
                image.setRGB(x, y, ((x * 200 / WIDTH + grain) << 16) | ((y * 200 / HEIGHT + grain) << 8) | 100 + grain);
            }
        }
        return image;
    }
}
