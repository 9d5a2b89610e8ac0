package photos.processor.render;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import photos.processor.gate.RawAlpha;

/// Lays alpha that its decoder has left out over a picture.
final class LaidAlpha {
    private static final int ALPHA_BAND = 3;

    private LaidAlpha() {}

    /// @param opaque the whole frame
    static BufferedImage over(BufferedImage opaque, Path file, RawAlpha alpha, Deadline deadline) throws IOException {
        int width = opaque.getWidth();
        int height = opaque.getHeight();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
        WritableRaster raster = image.getRaster();
        int[] colours = new int[width];
        int[] above = new int[width];
        int[] row = new int[width];
        ByteBuffer bytes = ByteBuffer.allocate(width);
        try (FileChannel channel = FileChannel.open(file)) {
            for (int y = 0; y < height; y++) {
                deadline.check();
                read(channel, bytes.clear(), alpha.offset() + (long) y * width);
                unfilter(alpha.filter(), bytes, above, row, y == 0);
                opaque.getRGB(0, y, width, 1, colours, 0, width);
                image.setRGB(0, y, width, 1, colours, 0, width);
                raster.setSamples(0, y, width, 1, ALPHA_BAND, row);
                System.arraycopy(row, 0, above, 0, width);
            }
        }
        return image;
    }

    private static void read(FileChannel channel, ByteBuffer row, long at) throws IOException {
        while (row.hasRemaining()) {
            if (channel.read(row, at + row.position()) < 0) {
                throw new IOException("the file has become shorter");
            }
        }
    }

    /// In the first row there is nothing above, so that what is before counts; at its start, nothing does. In
    /// others, what is above the first counts.
    private static void unfilter(RawAlpha.Filter filter, ByteBuffer bytes, int[] above, int[] row, boolean first) {
        for (int x = 0; x < row.length; x++) {
            int before = x > 0 ? row[x - 1] : first ? 0 : above[0];
            int base = switch (filter) {
                case NONE -> 0;
                case HORIZONTAL -> before;
                case VERTICAL -> first ? before : above[x];
                case GRADIENT -> first || x == 0 ? before : Math.clamp((long) before + above[x] - above[x - 1], 0, 255);
            };
            row[x] = (bytes.get(x) + base) & 0xFF;
        }
    }
}
