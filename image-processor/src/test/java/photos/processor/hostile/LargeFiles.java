package photos.processor.hostile;

import java.awt.image.BufferedImage;

/// Sound pictures of very many pixels, in few bytes and made without holding them.
final class LargeFiles {
    private static final int SOF = 0xC0;
    private static final int SOS = 0xDA;

    /// Sides of a minimum coded unit at a sampling of 4:2:0.
    private static final int UNIT = 16;

    private static final int BLOCK = 8;

    /// First and last coefficient, and which bits of them, of the scans after the first.
    private static final int[][] BANDS = {{1, 2, 0x00}, {3, 63, 0x02}, {3, 63, 0x21}, {3, 63, 0x10}};

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

    /// Progressive, of one grey, with all its data, which could not be less: a bit for each block in the first
    /// scan, 15 for 16,384 blocks in each other. Up to one scan and four a component they are in an encoder's
    /// order; more repeat the last ones.
    ///
    /// @param components 1 or 3, each as large as the picture
    static byte[] progressive(int width, int height, int components, int scans) {
        int blocks = Math.ceilDiv(width, BLOCK) * Math.ceilDiv(height, BLOCK);
        Bytes jpeg = new Bytes().u8(0xFF, 0xD8, 0xFF, 0xDB).be16(67).u8(0).fill(1, 64);
        jpeg.u8(0xFF, 0xC2).be16(8 + 3 * components).u8(8).be16(height, width).u8(components);
        for (int component = 0; component < components; component++) {
            jpeg.u8(component, 0x11, 0);
        }
        // The code 0 is no difference of means, or 16,384 blocks without more (T.81, G.1.2.2: EOB14).
        jpeg.u8(0xFF, 0xC4)
                .be16(38)
                .u8(0, 1)
                .fill(0, 15)
                .u8(0)
                .u8(0x10, 1)
                .fill(0, 15)
                .u8(0xE0);
        jpeg.u8(0xFF, SOS).be16(6 + 2 * components).u8(components);
        for (int component = 0; component < components; component++) {
            jpeg.u8(component, 0);
        }
        jpeg.u8(0, 0, 0).fill(0, Math.ceilDiv(blocks * components, Byte.SIZE));
        for (int scan = 0; scan < scans - 1; scan++) {
            int[] band = BANDS[Math.min(scan / components, BANDS.length - 1)];
            jpeg.u8(0xFF, SOS).be16(8).u8(1, scan % components, 0).u8(band);
            jpeg.fill(0, Math.ceilDiv(Math.ceilDiv(blocks, 1 << 14) * 15, Byte.SIZE));
        }
        return jpeg.u8(0xFF, 0xD9).array();
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
