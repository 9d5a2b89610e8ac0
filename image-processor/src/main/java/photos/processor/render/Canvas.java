package photos.processor.render;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Optional;
import photos.image.Dimensions;
import photos.processor.gate.Alpha;
import photos.processor.gate.Channels;
import photos.processor.gate.Header;

/// Lays the first frame on the full canvas, in eight bits a channel: RGB, or premultiplied ARGB where something shows
/// through. Samples are taken as they are stored; Java's own grey is linear and would come out too bright.
final class Canvas {
    private static final int CHECK_EVERY_ROWS = 64;

    private final Header header;
    private final Deadline deadline;

    Canvas(Header header, Deadline deadline) {
        this.header = header;
        this.deadline = deadline;
    }

    /// @param ink profile of a picture in ink, which is applied here; any other is applied later
    BufferedImage of(Decoder.Pixels pixels, Optional<Profile> ink) {
        return switch (pixels) {
            case Decoder.Pixels.Samples(Raster raster) -> laid(raster, inkRows(raster, header.channels(), ink));
            case Decoder.Pixels.Picture(BufferedImage image) -> of(image, ink);
        };
    }

    private BufferedImage of(BufferedImage image, Optional<Profile> ink) {
        Dimensions frame = new Dimensions(image.getWidth(), image.getHeight());
        boolean cut = image.getRaster().getParent() != null;
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR && frame.equals(header.canvas()) && !cut) {
            return image;
        }
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return laid(raster, paletteRows(raster, palette));
        }
        if (model.getNumColorComponents() == 4) {
            return laid(raster, inkRows(raster, Channels.CMYK, ink));
        }
        return laid(raster, colourRows(raster, model, header.alpha()));
    }

    /// Gives one row of the frame as packed pixels.
    private interface Rows {
        void row(int y, int[] target);
    }

    private BufferedImage laid(Raster raster, Rows rows) {
        BufferedImage canvas = Packed.transparent(header.canvas());
        int[] pixels = Packed.pixels(canvas);
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            if (y % CHECK_EVERY_ROWS == 0) {
                deadline.check();
            }
            rows.row(y, row);
            int start = (y + header.firstFrame().y()) * canvas.getWidth()
                    + header.firstFrame().x();
            System.arraycopy(row, 0, pixels, start, row.length);
        }
        return Packed.opaqueIfPossible(canvas);
    }

    private static Rows paletteRows(Raster raster, IndexColorModel palette) {
        int[] colours = new int[Math.max(256, palette.getMapSize())];
        palette.getRGBs(colours);
        for (int i = 0; i < colours.length; i++) {
            int colour = colours[i];
            colours[i] = Packed.premultiplied(colour >>> 24, colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);
        }
        return (y, target) -> {
            raster.getSamples(0, y, target.length, 1, 0, target);
            for (int x = 0; x < target.length; x++) {
                target[x] = colours[target[x]];
            }
        };
    }

    private static Rows inkRows(Raster raster, Channels channels, Optional<Profile> profile) {
        Ink ink = new Ink(channels, profile);
        Samples samples = new Samples(raster);
        int bands = raster.getNumBands();
        int[] four = new int[raster.getWidth() * 4];
        return (y, target) -> {
            int[] row = samples.row(y);
            for (int x = 0; x < target.length; x++) {
                System.arraycopy(row, x * bands, four, x * 4, 4);
            }
            ink.toRgb(four, target, target.length);
        };
    }

    private static Rows colourRows(Raster raster, ColorModel model, Alpha stated) {
        Samples samples = new Samples(raster);
        int bands = raster.getNumBands();
        int colours = model.getNumColorComponents();
        int green = colours == 3 ? 1 : 0;
        int blue = 2 * green;
        int alpha = switch (stated) {
            case Alpha.AsDecoded _ -> model.hasAlpha() ? bands - 1 : -1;
            case Alpha.Extra one -> colours + one.extra() < bands ? colours + one.extra() : -1;
            case Alpha.None _ -> -1;
        };
        boolean ready = stated instanceof Alpha.Extra one ? one.premultiplied() : model.isAlphaPremultiplied();
        return (y, target) -> {
            int[] row = samples.row(y);
            for (int x = 0; x < target.length; x++) {
                int i = x * bands;
                if (alpha < 0) {
                    target[x] = Packed.rgb(row[i], row[i + green], row[i + blue]);
                } else if (ready) {
                    target[x] = (row[i + alpha] << 24) | (Packed.rgb(row[i], row[i + green], row[i + blue]) & 0xFFFFFF);
                } else {
                    target[x] = Packed.premultiplied(row[i + alpha], row[i], row[i + green], row[i + blue]);
                }
            }
        };
    }

    /// Samples of whatever depth as 0 to 255.
    private static final class Samples {
        private final Raster raster;
        private final int bands;
        private final int[] row;

        Samples(Raster raster) {
            this.raster = raster;
            this.bands = raster.getNumBands();
            this.row = new int[raster.getWidth() * bands];
        }

        int[] row(int y) {
            int type = raster.getDataBuffer().getDataType();
            if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
                double[] values = raster.getPixels(0, y, raster.getWidth(), 1, (double[]) null);
                for (int i = 0; i < row.length; i++) {
                    row[i] = Packed.clamp(values[i] * 255);
                }
                return row;
            }
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int band = 0; band < bands; band++) {
                scale(band, raster.getSampleModel().getSampleSize(band));
            }
            return row;
        }

        private void scale(int band, int bits) {
            if (bits == 8) {
                return;
            }
            long most = (1L << bits) - 1;
            for (int i = band; i < row.length; i += bands) {
                row[i] = (int) (((row[i] & most) * 255 + most / 2) / most);
            }
        }
    }
}
