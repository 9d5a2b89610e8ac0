package photos.processor.hostile;

import java.awt.image.BufferedImage;

/// Sound pictures of very many pixels, in few bytes and made without holding them.
final class LargeFiles {
    private static final int SOF = 0xC0;
    private static final int SOS = 0xDA;

    /// Sides of a minimum coded unit at a sampling of 4:2:0.
    private static final int UNIT = 16;

    private LargeFiles() {}

    /// Baseline, 4:2:0, of one grey. With the tables of the standard's annex K, a block of luminance that
    /// is like the one before takes the codes 00 and 1010, a block of chrominance 00 and 00: 32 bits for
    /// four blocks and two.
    static byte[] baseline(int width, int height) {
        byte[] small = SoundPictures.jpeg(SoundPictures.picture(UNIT, UNIT, BufferedImage.TYPE_INT_RGB), false);
        int data = JpegSegments.end(small, JpegSegments.find(small, SOS));
        Bytes units = new Bytes().be32(0x28A28A00);
        return new Bytes()
                .add(resized(small, SOF, width, height), 0, data)
                .times(Math.ceilDiv(width, UNIT) * Math.ceilDiv(height, UNIT), units)
                .u8(0xFF, 0xD9)
                .array();
    }

    /// A small picture's scans under a frame header of another size.
    static byte[] progressive(int width, int height) {
        byte[] small = SoundPictures.jpeg(SoundPictures.picture(64, 48, BufferedImage.TYPE_INT_RGB), true);
        return resized(small, 0xC2, width, height);
    }

    static byte[] png(int width, int height) {
        return Bytes.of("\u0089PNG\r\n\u001a\n")
                .chunk("IHDR", new Bytes().be32(width, height).u8(8, 2, 0, 0, 0).array())
                .chunk("IDAT", Bytes.deflatedZeros((3L * width + 1) * height))
                .chunk("IEND", new byte[0])
                .array();
    }

    /// Grey, one deflated strip.
    static byte[] tiff(int width, int height) {
        return new TiffFile()
                .data(8, Bytes.deflatedZeros((long) width * height))
                .set(TiffFile.WIDTH, width)
                .set(TiffFile.HEIGHT, height)
                .set(TiffFile.ROWS_PER_STRIP, height)
                .bytes()
                .array();
    }

    private static byte[] resized(byte[] jpeg, int marker, int width, int height) {
        int at = JpegSegments.find(jpeg, marker);
        return Bytes.patched(jpeg, at + 5, height >> 8, height, width >> 8, width);
    }
}
