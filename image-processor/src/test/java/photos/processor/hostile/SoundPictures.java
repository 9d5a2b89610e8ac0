package photos.processor.hostile;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/// Small pictures as sound files, by the encoders of the Java platform.
final class SoundPictures {
    private static final String JPEG_TREE = "javax_imageio_jpeg_image_1.0";

    private SoundPictures() {}

    /// Colours that change everywhere; the right third shows through where the type allows it.
    static BufferedImage picture(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int alpha = 3 * x > 2 * width ? y * 5 & 0xFF : 255;
                image.setRGB(x, y, alpha << 24 | (x * 4 & 0xFF) << 16 | (y * 5 & 0xFF) << 8 | (x * y / 3 & 0xFF));
            }
        }
        return image;
    }

    /// Few bytes as a file, however large.
    static BufferedImage slopes(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int tile = (x / 32 + y / 32) % 2 * 20;
                int red = x * 200 / width + tile;
                int green = y * 200 / height + tile;
                image.setRGB(x, y, red << 16 | green << 8 | (60 + tile));
            }
        }
        return image;
    }

    static byte[] jpeg(BufferedImage image, boolean progressive) {
        return write("jpeg", image, param -> {
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
        });
    }

    /// Every component as large as the picture.
    static byte[] fullySampledJpeg(BufferedImage image) {
        return jpeg(image, root -> {
            var components = root.getElementsByTagName("componentSpec");
            for (int i = 0; i < components.getLength(); i++) {
                ((IIOMetadataNode) components.item(i)).setAttribute("HsamplingFactor", "1");
                ((IIOMetadataNode) components.item(i)).setAttribute("VsamplingFactor", "1");
            }
        });
    }

    /// With a restart marker after every so many blocks.
    static byte[] restartingJpeg(BufferedImage image, int interval) {
        return jpeg(image, root -> {
            IIOMetadataNode restarts = new IIOMetadataNode("dri");
            restarts.setAttribute("interval", Integer.toString(interval));
            root.getElementsByTagName("markerSequence").item(0).appendChild(restarts);
        });
    }

    private static byte[] jpeg(BufferedImage image, Consumer<IIOMetadataNode> change) {
        ImageWriter writer = writer("jpeg");
        IIOMetadata metadata = writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(JPEG_TREE);
        change.accept(root);
        try {
            metadata.setFromTree(JPEG_TREE, root);
        } catch (IIOInvalidTreeException e) {
            throw new IllegalStateException(e);
        }
        return write(writer, new IIOImage(image, null, metadata), writer.getDefaultWriteParam());
    }

    /// Four components without a statement of what they mean: ink.
    static byte[] inkJpeg(int width, int height) {
        Raster raster = Raster.createInterleavedRaster(0, width, height, 4, null);
        for (int i = 0; i < width * height * 4; i++) {
            raster.getDataBuffer().setElem(i, i * 3 & 0xFF);
        }
        ImageWriter writer = writer("jpeg");
        return write(writer, new IIOImage(raster, null, null), writer.getDefaultWriteParam());
    }

    static byte[] write(String format, BufferedImage image, Consumer<ImageWriteParam> settings) {
        ImageWriter writer = writer(format);
        ImageWriteParam param = writer.getDefaultWriteParam();
        settings.accept(param);
        return write(writer, new IIOImage(image, null, null), param);
    }

    static Consumer<ImageWriteParam> compressed(String type) {
        return param -> {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(type);
        };
    }

    private static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam param) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriter writer(String format) {
        var writers = ImageIO.getImageWritersByFormatName(format);
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
                return writer;
            }
        }
        throw new IllegalStateException("this Java platform has no encoder for " + format);
    }
}
