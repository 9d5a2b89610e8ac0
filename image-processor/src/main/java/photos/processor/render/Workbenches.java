package photos.processor.render;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import photos.processor.nativelib.Search;
import photos.processor.plane.Resampler;
import photos.processor.turbo.TurboCodec;
import photos.processor.turbo.TurboJpeg;

/// As many workbenches as there ever were renders at the same time; the one left last is taken first.
final class Workbenches {
    /// Of what a render may take, the part that each buffer of an idle workbench may keep: enough for usual photos, and
    /// for all buffers of all workbenches far less than what the heap has beside its share for pictures.
    private static final long KEPT_SHARE = 32;

    private static final long MAX_KEPT_BYTES = 32 << 20;

    private final ConcurrentLinkedDeque<Workbench> free = new ConcurrentLinkedDeque<>();
    private final Search<TurboJpeg> turbo;
    private final long keptBytes;

    /// @param budgetBytes what one render may take
    Workbenches(Search<TurboJpeg> turbo, long budgetBytes) {
        this.turbo = turbo;
        this.keptBytes = Math.min(MAX_KEPT_BYTES, budgetBytes / KEPT_SHARE);
    }

    Workbench take() {
        Workbench left = free.pollFirst();
        return left == null ? newWorkbench() : left;
    }

    private Workbench newWorkbench() {
        Optional<TurboCodec> codec =
                turbo instanceof Search.Found(TurboJpeg found, var _) ? Optional.of(found.codec()) : Optional.empty();
        return new Workbench(Resampler.create(), codec, new Verification());
    }

    void leave(Workbench workbench) {
        workbench.resampler().trim();
        workbench.verification().trim(keptBytes);
        workbench.turbo().ifPresent(turbo -> turbo.trim(keptBytes));
        free.addFirst(workbench);
    }
}
