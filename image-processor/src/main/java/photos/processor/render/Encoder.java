package photos.processor.render;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import photos.image.ImageFormat;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;
import photos.processor.turbo.TurboCodec;

/// Writes pictures without any metadata: JPEG of sampling 4:2:0, PNG, or WebP.
final class Encoder {
    private static final String JDK_WRITERS = "com.sun.imageio.";

    private final Optional<TurboCodec> turbo;

    Encoder(Optional<TurboCodec> turbo) {
        this.turbo = turbo;
    }

    /// Whether JPEGs are best given as YCbCr of 4:2:0.
    boolean wantsYcc() {
        return turbo.isPresent();
    }

    /// Written aside and moved: a reader sees the whole file or none.
    ///
    /// @param picture opaque for JPEG; YCbCr only where that is wanted
    /// @return what the encoder gave
    Encoded write(Picture picture, ImageFormat format, int quality, Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        ByteBuffer bytes = encoded(picture, format, quality);
        Encoded encoded = Encoded.of(bytes);
        write(bytes, aside);
        Files.move(aside, file, ATOMIC_MOVE);
        return encoded;
    }

    private ByteBuffer encoded(Picture picture, ImageFormat format, int quality) throws IOException {
        if (format == ImageFormat.JPEG && turbo.isPresent()) {
            return turbo.get()
                    .encode(picture.colours() == Colours.RGB ? ColourConversion.ycc(picture) : picture, quality);
        }
        Picture rgb = ColourConversion.rgb(picture);
        return ByteBuffer.wrap(
                format == ImageFormat.WEBP
                        ? Webp.encoded(rgb, quality)
                        : byImageIo(Pixels.image(rgb), format, quality));
    }

    private static void write(ByteBuffer bytes, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static byte[] byImageIo(BufferedImage image, ImageFormat format, int quality) throws IOException {
        ImageWriter writer = writer(format);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format == ImageFormat.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality / 100f);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriter writer(ImageFormat format) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format.label());
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith(JDK_WRITERS)) {
                return writer;
            }
        }
        throw new IOException("this Java platform has no encoder for " + format.label());
    }
}
