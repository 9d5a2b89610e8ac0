package photos.processor.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/// Makes original files, good and hostile.
public final class Pictures {
    private static final int[] COLOURS = {0xFFE01010, 0xFF10C010, 0xFF1010E0, 0xFFE0E010};

    private Pictures() {}

    /// Red, green, blue and yellow quarters, from the upper left by rows.
    public static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, COLOURS[(2 * x < width ? 0 : 1) + (2 * y < height ? 0 : 2)]);
            }
        }
        return image;
    }

    /// Pixels that compress badly.
    static BufferedImage noise(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int state = 1;
        for (int i = 0; i < side * side; i++) {
            state = state * 1_664_525 + 1_013_904_223;
            image.setRGB(i % side, i / side, state >>> 8);
        }
        return image;
    }

    public static Path write(BufferedImage image, String format, Path file) throws IOException {
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IOException("nothing here writes " + format);
        }
        return file;
    }

    static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// The same JPEG with a segment after its first marker.
    static byte[] withSegment(byte[] jpeg, int marker, String content) {
        byte[] data = content.getBytes(ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + data.length + 4)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /// A PNG of whatever size it declares, its pixels all zero.
    static byte[] png(int width, int height, int depth, int type, byte[] extra, long zeros) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) type)
                .array();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
        png.writeBytes(chunk("IHDR", header));
        png.writeBytes(extra);
        png.writeBytes(chunk("IDAT", deflatedZeros(zeros)));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    static byte[] chunk(String type, byte[] data) {
        CRC32 crc = new CRC32();
        byte[] name = type.getBytes(ISO_8859_1);
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    /// The same PNG with all its pixels in one chunk.
    static byte[] inOneChunk(byte[] png) {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        before.write(png, 0, 8);
        int length;
        for (int at = 8; at < png.length; at += 12 + length) {
            length = ByteBuffer.wrap(png).getInt(at);
            switch (new String(png, at + 4, 4, ISO_8859_1)) {
                case "IDAT" -> pixels.write(png, at + 8, length);
                case "IEND" -> {}
                default -> before.write(png, at, 12 + length);
            }
        }
        before.writeBytes(chunk("IDAT", pixels.toByteArray()));
        before.writeBytes(chunk("IEND", new byte[0]));
        return before.toByteArray();
    }

    /// A chunk of a keyword and a compressed nothing.
    static byte[] textBomb(String type, String before, long zeros) {
        byte[] start = before.getBytes(ISO_8859_1);
        byte[] bomb = deflatedZeros(zeros);
        return chunk(
                type,
                ByteBuffer.allocate(start.length + bomb.length)
                        .put(start)
                        .put(bomb)
                        .array());
    }

    private static byte[] deflatedZeros(long count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 16];
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes, new Deflater(9))) {
            for (long left = count; left > 0; left -= zeros.length) {
                deflated.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /// A grey TIFF of directories that each name the next, the last one `after`.
    static byte[] tiff(int width, int height, int directories, int after) {
        int length = 2 + 8 * 12 + 4;
        ByteBuffer tiff = ByteBuffer.allocate(8 + directories * length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8);
        int[][] entries = {
            {256, 4, width},
            {257, 4, height},
            {258, 3, 8},
            {259, 3, 1},
            {262, 3, 1},
            {273, 4, 8},
            {278, 4, height},
            {279, 4, 1}
        };
        for (int i = 0; i < directories; i++) {
            tiff.putShort((short) entries.length);
            for (int[] entry : entries) {
                tiff.putShort((short) entry[0])
                        .putShort((short) entry[1])
                        .putInt(1)
                        .putInt(entry[2]);
            }
            tiff.putInt(i < directories - 1 ? tiff.position() + 4 : after);
        }
        return tiff.array();
    }

    /// A GIF of frames of two colours.
    static byte[] gif(int screen, int frame, int frames) {
        byte[] head = "GIF89a".getBytes(ISO_8859_1);
        ByteBuffer gif = ByteBuffer.allocate(20 + 15 * frames).order(ByteOrder.LITTLE_ENDIAN);
        gif.put(head).putShort((short) screen).putShort((short) screen).put(new byte[] {(byte) 0x80, 0, 0});
        gif.put(new byte[] {0, 0, 0, -1, -1, -1});
        for (int i = 0; i < frames; i++) {
            gif.put((byte) 0x2C)
                    .putInt(0)
                    .putShort((short) frame)
                    .putShort((short) frame)
                    .put((byte) 0);
            gif.put(new byte[] {2, 2, 0x44, 1, 0});
        }
        return gif.put((byte) 0x3B).array();
    }

    static byte[] bmp(int width, int height) {
        return ByteBuffer.allocate(60)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("BM".getBytes(ISO_8859_1))
                .putInt(54)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) 24)
                .array();
    }

    /// Overwrites the size in a progressive JPEG's frame header.
    static byte[] resized(byte[] progressive, int width, int height) {
        byte[] patched = progressive.clone();
        ByteBuffer.wrap(patched)
                .putShort(find(patched, 0xC2) + 5, (short) height)
                .putShort(find(patched, 0xC2) + 7, (short) width);
        return patched;
    }

    /// Repeats a progressive JPEG's last scan.
    static byte[] withScans(byte[] progressive, int times) {
        int last = progressive.length - 2;
        while (!(progressive[last] == (byte) 0xFF && progressive[last + 1] == (byte) 0xDA)) {
            last--;
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.write(progressive, 0, last);
        byte[] scan = Arrays.copyOfRange(progressive, last, progressive.length - 2);
        for (int i = 0; i < times; i++) {
            jpeg.writeBytes(scan);
        }
        jpeg.write(progressive, progressive.length - 2, 2);
        return jpeg.toByteArray();
    }

    /// Where a marker is.
    static int find(byte[] jpeg, int marker) {
        int at = 0;
        while (!(jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) marker)) {
            at++;
        }
        return at;
    }

    static Path file(Path directory, String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }
}
