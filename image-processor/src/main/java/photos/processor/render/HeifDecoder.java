package photos.processor.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.Header;
import photos.processor.heif.HeifPicture;
import photos.processor.heif.Libheif;
import photos.processor.heif.Undecodable;
import photos.processor.nativelib.Search;

/// Decodes HEIC and AVIF where libheif is there and switched on.
final class HeifDecoder {
    private static final int CHECK_EVERY_ROWS = 64;

    private final Search<Libheif> heif;

    HeifDecoder(Search<Libheif> heif) {
        this.heif = heif;
    }

    /// The picture as it is shown: libheif has turned it as the file says.
    Decoder.Decoded decode(Path file, Header header, Deadline deadline) throws IOException, Unshowable {
        return switch (heif) {
            case Search.Missing(String why) -> throw new Unshowable(Reason.UNSUPPORTED_FORMAT, why);
            case Search.Found(Libheif library, var _) -> decode(library, file, header, deadline);
        };
    }

    private static Decoder.Decoded decode(Libheif library, Path file, Header header, Deadline deadline)
            throws IOException, Unshowable {
        try (HeifPicture picture = library.decode(file, header.firstFrame().size())) {
            deadline.check();
            if (!picture.size().equals(header.canvas())) {
                throw new Unshowable(
                        Reason.CORRUPT,
                        "the " + header.format().label() + " states two sizes, " + header.canvas() + " and "
                                + picture.size());
            }
            BufferedImage image = picture.hasAlpha() ? transparent(picture, deadline) : opaque(picture, deadline);
            return new Decoder.Decoded(new Decoder.Pixels.Picture(image), header, degraded(header, picture));
        } catch (Undecodable e) {
            throw unshowable(e, header);
        }
    }

    private static BufferedImage opaque(HeifPicture picture, Deadline deadline) {
        int width = picture.size().width();
        int height = picture.size().height();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] row = new byte[3 * width];
        for (int y = 0; y < height; y++) {
            checkSometimes(y, deadline);
            picture.row(y, row);
            int start = y * row.length;
            for (int i = 0; i < row.length; i += 3) {
                pixels[start + i] = row[i + 2];
                pixels[start + i + 1] = row[i + 1];
                pixels[start + i + 2] = row[i];
            }
        }
        return image;
    }

    private static BufferedImage transparent(HeifPicture picture, Deadline deadline) {
        BufferedImage image = Packed.transparent(picture.size());
        int[] pixels = Packed.pixels(image);
        int width = picture.size().width();
        byte[] row = new byte[4 * width];
        for (int y = 0; y < picture.size().height(); y++) {
            checkSometimes(y, deadline);
            picture.row(y, row);
            for (int x = 0; x < width; x++) {
                int red = row[4 * x] & 0xFF;
                int green = row[4 * x + 1] & 0xFF;
                int blue = row[4 * x + 2] & 0xFF;
                int alpha = row[4 * x + 3] & 0xFF;
                pixels[y * width + x] = picture.isPremultiplied()
                        ? alpha << 24 | Math.min(red, alpha) << 16 | Math.min(green, alpha) << 8 | Math.min(blue, alpha)
                        : Packed.premultiplied(alpha, red, green, blue);
            }
        }
        return image;
    }

    private static void checkSometimes(int y, Deadline deadline) {
        if (y % CHECK_EVERY_ROWS == 0) {
            deadline.check();
        }
    }

    private static Optional<Rendering.Failure> degraded(Header header, HeifPicture picture) {
        if (header.truncated()) {
            return Optional.of(new Rendering.Failure(
                    Reason.TRUNCATED, "the end of the " + header.format().label() + " is missing"));
        }
        return picture.warning()
                .map(warning -> new Rendering.Failure(
                        Reason.CORRUPT, "the " + header.format().label() + " is damaged: " + warning));
    }

    private static Unshowable unshowable(Undecodable e, Header header) {
        Reason reason = header.truncated() ? Reason.TRUNCATED : e.reason();
        return new Unshowable(reason, "the " + header.format().label() + " cannot be decoded: " + e.getMessage());
    }
}
