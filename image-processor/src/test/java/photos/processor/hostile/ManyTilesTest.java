package photos.processor.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import photos.image.Dimensions;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Inspection;

/// TIFFs of as many JPEGs as large pictures have.
class ManyTilesTest {
    private final Gate gate = new Gate(GateLimits.withBudget(1L << 30));

    @Test
    void a_large_picture_may_have_many_tiles() throws IOException {
        byte[] file = tiled(4_750, 64);
        assertThat(gate.inspect(file, file.length))
                .isInstanceOfSatisfying(
                        Inspection.Admitted.class,
                        admitted -> assertThat(admitted.header().canvas()).isEqualTo(new Dimensions(4_750, 4_750)));
    }

    @Test
    void as_many_tiny_ones_are_too_costly() throws IOException {
        byte[] file = tiled(1_200, 16);
        assertThat(gate.inspect(file, file.length))
                .isInstanceOfSatisfying(
                        Inspection.Refused.class,
                        refused -> assertThat(refused.failure().message())
                                .contains("5,625 JPEGs of 16x16", "at most 5,000"));
    }

    /// A square picture, all of whose tiles are the same JPEG.
    private static byte[] tiled(int side, int tile) {
        byte[] jpeg = SoundPictures.jpeg(SoundPictures.picture(tile, tile, BufferedImage.TYPE_BYTE_GRAY), false);
        int across = Math.ceilDiv(side, tile);
        int tiles = across * across;
        Bytes data = new Bytes();
        for (int i = 0; i < tiles; i++) {
            data.le32(TiffFile.DATA + 8 * tiles);
        }
        for (int i = 0; i < tiles; i++) {
            data.le32(jpeg.length);
        }
        return new TiffFile()
                .set(TiffFile.WIDTH, side)
                .set(TiffFile.HEIGHT, side)
                .data(7, data.add(jpeg).array())
                .tiled(tile, tile)
                .set(TiffFile.TILE_OFFSETS, TiffFile.LONG, tiles, TiffFile.DATA)
                .set(TiffFile.TILE_BYTES, TiffFile.LONG, tiles, TiffFile.DATA + 4 * tiles)
                .bytes()
                .array();
    }
}
