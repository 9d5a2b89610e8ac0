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
    private static final int JPEG = 7;

    private final Gate gate = new Gate(GateLimits.withBudget(1L << 30));

    @Test
    void a_large_picture_may_have_many_tiles() throws IOException {
        assertThat(inspected(4_750, 64))
                .isInstanceOfSatisfying(
                        Inspection.Admitted.class,
                        admitted -> assertThat(admitted.header().canvas()).isEqualTo(new Dimensions(4_750, 4_750)));
    }

    @Test
    void as_many_tiny_ones_are_too_costly() throws IOException {
        assertThat(inspected(1_200, 16))
                .isInstanceOfSatisfying(
                        Inspection.Refused.class,
                        refused -> assertThat(refused.failure().message())
                                .contains("5,625 JPEGs of 16x16", "at most 5,000"));
    }

    /// A square picture, all of whose tiles are the same JPEG.
    private Inspection inspected(int side, int tile) throws IOException {
        byte[] jpeg = SoundPictures.jpeg(SoundPictures.picture(tile, tile, BufferedImage.TYPE_BYTE_GRAY), false);
        int across = Math.ceilDiv(side, tile);
        byte[] file = new TiffFile()
                .set(TiffFile.WIDTH, side)
                .set(TiffFile.HEIGHT, side)
                .tiled(tile, tile)
                .repeated(JPEG, jpeg, across * across, TiffFile.TILE_OFFSETS, TiffFile.TILE_BYTES)
                .bytes()
                .array();
        return gate.inspect(file, file.length);
    }
}
