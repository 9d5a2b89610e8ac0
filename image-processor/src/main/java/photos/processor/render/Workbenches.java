package photos.processor.render;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import photos.processor.plane.Resampler;
import photos.processor.turbo.TurboJpeg;

/// As many workbenches as there ever were renders at the same time; the one left last is taken first.
final class Workbenches {
    private final ConcurrentLinkedDeque<Workbench> free = new ConcurrentLinkedDeque<>();
    private final Optional<TurboJpeg> turbo;

    Workbenches(Optional<TurboJpeg> turbo) {
        this.turbo = turbo;
    }

    Workbench take() {
        Workbench left = free.pollFirst();
        return left == null ? new Workbench(Resampler.create(), turbo.map(TurboJpeg::codec)) : left;
    }

    void leave(Workbench workbench) {
        free.addFirst(workbench);
    }
}
