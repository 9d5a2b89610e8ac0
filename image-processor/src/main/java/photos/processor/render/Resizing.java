package photos.processor.render;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.coobird.thumbnailator.Thumbnails;
import photos.image.Dimensions;
import photos.image.Orientation;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;
import photos.processor.plane.Plane;
import photos.processor.plane.Resampler;
import photos.processor.plane.Subsampling;
import photos.processor.render.Region.Axis;

/// Brings pictures to other sizes, plane by plane, through Thumbnailator.
final class Resizing {
    private static final ColorModel GREY = new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY), false, true, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);

    private final Resampler resampler;
    private final Deadline deadline;

    Resizing(Resampler resampler, Deadline deadline) {
        this.resampler = resampler;
        this.deadline = deadline;
    }

    /// @param size of the region in the target
    Picture resized(Picture picture, Region region, Dimensions size) throws IOException {
        return resized(picture, region, size, Subsampling.HALF, Orientation.UPRIGHT);
    }

    /// The same picture with as many chroma samples as luma samples.
    Picture withoutSubsampling(Picture picture) throws IOException {
        return picture.colours() != Colours.YCC || picture.chroma().equals(Subsampling.NONE)
                ? picture
                : resized(picture, Region.whole(picture), picture.size(), Subsampling.NONE, Orientation.UPRIGHT);
    }

    /// Laid out so that chroma and luma still fit together after the picture was turned.
    ///
    /// @param size before turning
    /// @param chroma that is left
    Picture toBeTurned(Picture picture, Dimensions size, Subsampling chroma, Orientation orientation)
            throws IOException {
        return resized(picture, Region.whole(picture), size, chroma, orientation);
    }

    private Picture resized(
            Picture picture, Region region, Dimensions size, Subsampling chroma, Orientation orientation)
            throws IOException {
        if (isAsWanted(picture, region, size, chroma, orientation)) {
            return picture;
        }
        List<Plane> planes = new ArrayList<>();
        for (int i = 0; i < picture.planes().size(); i++) {
            deadline.check();
            Subsampling to = Picture.subsampling(picture.colours(), chroma, i);
            int width = to.columns(size.width());
            int height = to.rows(size.height());
            int right = width * to.across();
            int bottom = height * to.down();
            int left = Turning.flipsAcross(orientation) ? size.width() - right : 0;
            int top = Turning.flipsDown(orientation) ? size.height() - bottom : 0;
            PlaneResizer resizer = new PlaneResizer(
                    resampler,
                    region.ofPlane(Axis.ACROSS, picture.subsampling(i), size.width(), left, right),
                    region.ofPlane(Axis.DOWN, picture.subsampling(i), size.height(), top, bottom));
            planes.add(PlaneResizer.plane(Thumbnails.of(image(picture.planes().get(i)))
                    .forceSize(width, height)
                    .imageType(BufferedImage.TYPE_BYTE_GRAY)
                    .resizer(resizer)
                    .asBufferedImage()));
        }
        return Picture.of(picture.colours(), chroma, planes);
    }

    private static boolean isAsWanted(
            Picture picture, Region region, Dimensions size, Subsampling chroma, Orientation orientation) {
        boolean sameChroma =
                picture.colours() != Colours.YCC || picture.chroma().equals(chroma);
        boolean even = picture.colours() != Colours.YCC || (size.width() % 2 == 0 && size.height() % 2 == 0);
        return picture.size().equals(size)
                && region.equals(Region.whole(picture))
                && picture.width() == size.width()
                && picture.height() == size.height()
                && sameChroma
                && (even || orientation == Orientation.UPRIGHT);
    }

    /// The plane's own samples as a grey image.
    private static BufferedImage image(Plane plane) {
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(plane.samples(), plane.samples().length),
                plane.width(),
                plane.height(),
                plane.stride(),
                1,
                new int[] {plane.offset()},
                null);
        return new BufferedImage(GREY, raster, false, null);
    }
}
