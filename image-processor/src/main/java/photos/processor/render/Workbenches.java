package photos.processor.render;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import photos.processor.plane.Resampler;
import photos.processor.turbo.TurboCodec;
import photos.processor.turbo.TurboJpeg;

/// As many workbenches as there ever were renders at the same time; the one left last is taken first.
final class Workbenches {
    private final ConcurrentLinkedDeque<Workbench> free = new ConcurrentLinkedDeque<>();
    private final TurboJpeg.Search turbo;

    Workbenches(TurboJpeg.Search turbo) {
        this.turbo = turbo;
    }

    Workbench take() {
        Workbench left = free.pollFirst();
        return left == null ? newWorkbench() : left;
    }

    private Workbench newWorkbench() {
        Optional<TurboCodec> codec = turbo instanceof TurboJpeg.Search.Found(TurboJpeg found)
                ? Optional.of(found.codec())
                : Optional.empty();
        return new Workbench(Resampler.create(), codec);
    }

    void leave(Workbench workbench) {
        workbench.resampler().trim();
        workbench.turbo().ifPresent(TurboCodec::trim);
        free.addFirst(workbench);
    }
}
