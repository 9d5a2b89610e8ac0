package photos.processor.render;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/// Follows a decoder in its own thread: how far it came, and whether the time is up.
final class Progress implements IIOReadProgressListener {
    private final Deadline deadline;
    private float percent;

    Progress(Deadline deadline) {
        this.deadline = deadline;
    }

    /// 0 to 100.
    float percent() {
        return percent;
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        percent = Math.max(percent, percentageDone);
        deadline.check();
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {
        percent = 100;
    }

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
}
