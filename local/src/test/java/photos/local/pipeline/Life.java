package photos.local.pipeline;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import photos.image.Dimensions;
import photos.storage.ObjectKey;

/// What people do to one object key, one step after another.
record Life(ObjectKey key, List<Step> steps) {
    private static final int WIDTHS = 400;
    private static final int HEIGHTS = 100;

    sealed interface Step {
        /// @param number a photo unlike that of any other number in size
        record Put(int number) implements Step {}

        /// What is no photo.
        record PutPoison() implements Step {}

        record Delete() implements Step {}
    }

    Life {
        steps = List.copyOf(steps);
    }

    Step last() {
        return steps.getLast();
    }

    /// Lives of all kinds: most photos are put once, some are overwritten, deleted, put again, or are no photos.
    static List<Life> random(int photos, SplittableRandom random) {
        AtomicInteger number = new AtomicInteger();
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < photos; i++) {
            ObjectKey key = new ObjectKey("uploads/fire/" + (i % 7) + "/photo " + i + ".jpg");
            lives.add(new Life(key, steps(random.nextInt(100), number)));
        }
        return lives;
    }

    private static List<Step> steps(int percent, AtomicInteger number) {
        if (percent < 70) {
            return List.of(photo(number));
        }
        if (percent < 80) {
            return List.of(photo(number), photo(number));
        }
        if (percent < 88) {
            return List.of(photo(number), new Step.Delete());
        }
        if (percent < 92) {
            return List.of(photo(number), new Step.Delete(), photo(number));
        }
        if (percent < 97) {
            return List.of(new Step.PutPoison());
        }
        return List.of(new Step.PutPoison(), photo(number));
    }

    private static Step photo(AtomicInteger number) {
        return new Step.Put(number.getAndIncrement());
    }

    static Dimensions sizeOf(int number) {
        return new Dimensions(200 + number % WIDTHS, 150 + number / WIDTHS % HEIGHTS);
    }

    static byte[] jpeg(int number) {
        Dimensions size = sizeOf(number);
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(Color.HSBtoRGB(number / 97f, 0.8f, 0.9f)));
        graphics.fillRect(0, 0, size.width(), size.height());
        graphics.setColor(Color.WHITE);
        graphics.drawString(Integer.toString(number), 20, 40);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jpeg.toByteArray();
    }
}
