package photos.processor.hostile;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The repository's samples as sound files to be mutated. A large JPEG lends its metadata to a small
/// picture of its own kind, so that a run ends before long.
final class SampleSeeds {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final int SMALL = 100_000;
    private static final int MAX_METADATA = 30_000;

    private SampleSeeds() {}

    static List<byte[]> all() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(SAMPLES)) {
            for (Path file : files.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length > 12
                        && !file.toString().endsWith(".json")
                        && !file.toString().endsWith(".md")) {
                    seed(bytes, seeds);
                }
            }
        }
        return seeds;
    }

    private static void seed(byte[] file, List<byte[]> seeds) {
        boolean jpeg = (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8;
        if (jpeg) {
            seeds.add(grafted(file));
        } else if (file.length < SMALL) {
            seeds.add(file);
        }
    }

    private static byte[] grafted(byte[] sample) {
        Bytes metadata = new Bytes();
        byte[] picture = SoundPictures.jpeg(SoundPictures.picture(48, 40, BufferedImage.TYPE_INT_RGB), false);
        for (int at : JpegSegments.starts(sample)) {
            int marker = sample[at + 1] & 0xFF;
            int end = JpegSegments.end(sample, at);
            if (marker >= 0xE0 && marker <= 0xEF && metadata.size() + end - at < MAX_METADATA) {
                metadata.add(sample, at, end);
            } else if (marker == 0xC2) {
                picture = SoundPictures.jpeg(SoundPictures.picture(48, 40, BufferedImage.TYPE_INT_RGB), true);
            } else if (marker == 0xC0 && sample[at + 9] == 4) {
                picture = SoundPictures.inkJpeg(48, 40);
            }
        }
        return new Bytes()
                .add(picture, 0, 2)
                .add(metadata)
                .add(picture, 2, picture.length)
                .array();
    }
}
