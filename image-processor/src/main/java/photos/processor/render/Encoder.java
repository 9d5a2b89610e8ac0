package photos.processor.render;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import photos.image.ImageFormat;

/// Writes pictures without any metadata: JPEG of sampling 4:2:0, PNG, or WebP.
final class Encoder {
    private static final String JDK_WRITERS = "com.sun.imageio.";

    private Encoder() {}

    /// Written aside and moved: a reader sees the whole file or none.
    ///
    /// @param image packed pixels, opaque for JPEG
    static void write(BufferedImage image, ImageFormat format, int quality, Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        if (format == ImageFormat.WEBP) {
            Files.write(aside, Webp.encoded(image, quality));
        } else {
            writeByImageIo(image, format, quality, aside);
        }
        Files.move(aside, file, ATOMIC_MOVE);
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
            writer.write(null, new IIOImage(unpacked(image), null, null), param);
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

    /// Bytes in the order the encoders want them, with alpha not multiplied in.
    private static BufferedImage unpacked(BufferedImage image) {
        boolean alpha = image.getColorModel().hasAlpha();
        BufferedImage target = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        DataBuffer buffer = target.getRaster().getDataBuffer();
        byte[] bytes = ((DataBufferByte) buffer).getData();
        int at = 0;
        for (int pixel : Packed.pixels(image)) {
            int colour = alpha ? Packed.straight(pixel) : pixel;
            if (alpha) {
                bytes[at++] = (byte) (colour >>> 24);
            }
            bytes[at++] = (byte) colour;
            bytes[at++] = (byte) (colour >> 8);
            bytes[at++] = (byte) (colour >> 16);
        }
        return target;
    }
}
