package photos.processor.hostile;

import static photos.processor.hostile.SoundPictures.compressed;
import static photos.processor.hostile.SoundPictures.picture;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageWriteParam;
import photos.processor.heif.HeifFiles;

/// Small sound files of every format and kind, to be mutated.
final class Seeds {
    private static final int USUAL_WIDTH = 48;
    private static final int USUAL_HEIGHT = 40;
    private static final List<String> WEBPS = List.of(
            "lossy", "lossy-alpha", "lossy-coarse", "lossless", "lossless-alpha", "lossless-palette", "animated");

    private static final List<String> HEIFS = List.of(
            "turned.heic", "cropped-turned.heic", "transparent.heic", "odd.heic", "ten-bits.heic", "transparent.avif");

    private final Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
    private final int width;
    private final int height;

    private Seeds(int width, int height) {
        this.width = width;
        this.height = height;
        jpegs();
        pngs();
        gifs();
        tiffs();
        bmps();
    }

    static List<byte[]> all() {
        List<byte[]> seeds = new ArrayList<>();
        new Seeds(USUAL_WIDTH, USUAL_HEIGHT).files.values().forEach(file -> seeds.add(file.get()));
        WEBPS.forEach(name -> seeds.add(webp(name)));
        HEIFS.forEach(name -> seeds.add(heif(name)));
        return seeds;
    }

    /// One kind, such as `rgba-16-interlaced.png`, of any size.
    static byte[] of(String kind, int width, int height) {
        return Optional.ofNullable(new Seeds(width, height).files.get(kind))
                .orElseThrow()
                .get();
    }

    private void put(String kind, Supplier<byte[]> file) {
        files.put(kind, file);
    }

    /// One of the WebPs among the test's resources: the Java platform has no encoder for them.
    static byte[] webp(String name) {
        try (InputStream file = Seeds.class.getResourceAsStream("/webp/" + name + ".webp")) {
            if (file == null) {
                throw new IllegalStateException("no resource /webp/" + name + ".webp");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] heif(String name) {
        try {
            return HeifFiles.resource(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedImage rgb() {
        return picture(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private BufferedImage rgba() {
        return picture(width, height, BufferedImage.TYPE_INT_ARGB);
    }

    private BufferedImage of(int type) {
        return picture(width, height, type);
    }

    /// 16 bits a channel.
    private BufferedImage deep(boolean alpha) {
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(width, height);
        DataBuffer samples = raster.getDataBuffer();
        for (int i = 0; i < samples.getSize(); i++) {
            samples.setElem(i, i / 8 * 16 & 0xFFFF);
        }
        return new BufferedImage(model, raster, false, null);
    }

    private static void interlaced(ImageWriteParam param) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }

    private static void stored(ImageWriteParam param) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(1);
    }

    private void jpegs() {
        put("baseline.jpg", () -> SoundPictures.jpeg(rgb(), false));
        put("progressive.jpg", () -> SoundPictures.jpeg(rgb(), true));
        put("grey.jpg", () -> SoundPictures.jpeg(of(BufferedImage.TYPE_BYTE_GRAY), false));
        put("grey-progressive.jpg", () -> SoundPictures.jpeg(of(BufferedImage.TYPE_BYTE_GRAY), true));
        put("fully-sampled.jpg", () -> SoundPictures.fullySampledJpeg(rgb()));
        put("restarting.jpg", () -> SoundPictures.restartingJpeg(rgb(), 2));
        Supplier<byte[]> ink = () -> SoundPictures.inkJpeg(width, height);
        put("ink.jpg", ink);
        Bytes adobe = Bytes.of("Adobe").be16(100, 0, 0);
        put(
                "ink-inverted.jpg",
                () -> JpegSegments.inserted(
                        ink.get(), 0xEE, Bytes.of(adobe.array()).u8(0)));
        put(
                "ink-as-ycck.jpg",
                () -> JpegSegments.inserted(
                        ink.get(), 0xEE, Bytes.of(adobe.array()).u8(2)));
    }

    private void pngs() {
        png("rgb", () -> rgb());
        png("rgba", () -> rgba());
        png("grey", () -> of(BufferedImage.TYPE_BYTE_GRAY));
        png("grey-16", () -> of(BufferedImage.TYPE_USHORT_GRAY));
        png("palette", () -> of(BufferedImage.TYPE_BYTE_INDEXED));
        png("bits", () -> of(BufferedImage.TYPE_BYTE_BINARY));
        png("rgb-16", () -> deep(false));
        png("rgba-16", () -> deep(true));
        // Not compressed, so that mutations reach the filters behind.
        put("stored.png", () -> SoundPictures.write("png", rgba(), Seeds::stored));
        put(
                "stored-interlaced.png",
                () -> SoundPictures.write("png", rgb(), param -> {
                    interlaced(param);
                    stored(param);
                }));
    }

    private void png(String name, Supplier<BufferedImage> image) {
        put(name + ".png", () -> SoundPictures.write("png", image.get(), _ -> {}));
        put(name + "-interlaced.png", () -> SoundPictures.write("png", image.get(), Seeds::interlaced));
    }

    private void gifs() {
        put("plain.gif", () -> SoundPictures.write("gif", rgb(), _ -> {}));
        put("interlaced.gif", () -> SoundPictures.write("gif", rgba(), Seeds::interlaced));
        put("grey.gif", () -> SoundPictures.write("gif", of(BufferedImage.TYPE_BYTE_GRAY), _ -> {}));
        put("bits.gif", () -> SoundPictures.write("gif", of(BufferedImage.TYPE_BYTE_BINARY), _ -> {}));
    }

    private void tiffs() {
        for (String type : List.of("LZW", "ZLib", "Deflate", "PackBits", "JPEG")) {
            put(type + ".tif", () -> SoundPictures.write("tiff", rgb(), compressed(type)));
            put(
                    type + "-tiled.tif",
                    () -> SoundPictures.write("tiff", rgb(), param -> {
                        compressed(type).accept(param);
                        param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
                        param.setTiling(32, 16, 0, 0);
                    }));
        }
        for (String type : List.of("CCITT RLE", "CCITT T.4", "CCITT T.6")) {
            put(
                    type.replace(' ', '-') + ".tif",
                    () -> SoundPictures.write("tiff", of(BufferedImage.TYPE_BYTE_BINARY), compressed(type)));
        }
        put("plain.tif", () -> SoundPictures.write("tiff", rgb(), _ -> {}));
        put("alpha.tif", () -> SoundPictures.write("tiff", rgba(), _ -> {}));
        put("grey-16.tif", () -> SoundPictures.write("tiff", of(BufferedImage.TYPE_USHORT_GRAY), compressed("LZW")));
        put("rgb-16.tif", () -> SoundPictures.write("tiff", deep(false), compressed("Deflate")));
        put(
                "palette.tif",
                () -> SoundPictures.write("tiff", of(BufferedImage.TYPE_BYTE_INDEXED), compressed("PackBits")));
        TiffFile ink =
                new TiffFile().data(1, new Bytes().fill(0x60, 1_024).array()).set(TiffFile.SAMPLES, 4);
        put("ink.tif", () -> ink.set(TiffFile.PHOTOMETRIC, 5).bytes().array());
    }

    private void bmps() {
        put("plain.bmp", () -> SoundPictures.write("bmp", rgb(), _ -> {}));
        put("palette.bmp", () -> SoundPictures.write("bmp", of(BufferedImage.TYPE_BYTE_INDEXED), _ -> {}));
        put("bits.bmp", () -> SoundPictures.write("bmp", of(BufferedImage.TYPE_BYTE_BINARY), _ -> {}));
        put("runs.bmp", () -> SoundPictures.write("bmp", of(BufferedImage.TYPE_BYTE_INDEXED), compressed("BI_RLE8")));
        put(
                "fields.bmp",
                () -> SoundPictures.write("bmp", of(BufferedImage.TYPE_USHORT_565_RGB), compressed("BI_BITFIELDS")));
    }
}
