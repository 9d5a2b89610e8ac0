package photos.processor.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import net.coobird.thumbnailator.resizers.Resizer;
import photos.processor.plane.Plane;
import photos.processor.plane.Resampler;
import photos.processor.plane.Span;

/// Adapts a [Resampler] to Thumbnailator: one plane, as a grey image.
final class PlaneResizer implements Resizer {
    private final Resampler resampler;
    private final Span across;
    private final Span down;

    /// @param across what of the source's width is shown
    PlaneResizer(Resampler resampler, Span across, Span down) {
        this.resampler = resampler;
        this.across = across;
        this.down = down;
    }

    @Override
    public void resize(BufferedImage source, BufferedImage target) {
        resampler.resample(plane(source), across, down, plane(target));
    }

    /// The samples of a grey image, not copied.
    static Plane plane(BufferedImage grey) {
        DataBufferByte buffer = (DataBufferByte) grey.getRaster().getDataBuffer();
        PixelInterleavedSampleModel model =
                (PixelInterleavedSampleModel) grey.getRaster().getSampleModel();
        return new Plane(
                buffer.getData(),
                model.getBandOffsets()[0] + buffer.getOffset(),
                grey.getWidth(),
                grey.getHeight(),
                model.getScanlineStride());
    }
}
