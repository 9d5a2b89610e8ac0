package photos.processor.render;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
    void write(Picture picture, ImageFormat format, int quality, Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        if (format == ImageFormat.JPEG && turbo.isPresent()) {
            Picture ycc = picture.colours() == Colours.RGB ? ColourConversion.ycc(picture) : picture;
            write(turbo.get().encode(ycc, quality), aside);
        } else {
            Picture rgb = ColourConversion.rgb(picture);
            if (format == ImageFormat.WEBP) {
                Files.write(aside, Webp.encoded(rgb, quality));
            } else {
                writeByImageIo(Pixels.image(rgb), format, quality, aside);
            }
        }
        Files.move(aside, file, ATOMIC_MOVE);
    }

    private static void write(ByteBuffer bytes, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static void writeByImageIo(BufferedImage image, ImageFormat format, int quality, Path file)
            throws IOException {
        ImageWriter writer = writer(format);
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file));
                ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
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
