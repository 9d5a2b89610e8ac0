package photos.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Inspection;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.RenderedVariant;
import photos.processor.render.Renderer;

/// Makes texts that say what they were made from instead of pictures. Two runs give different bytes, as two versions of
/// a native encoder may. Presets with large boxes come out alike and share a file, as those larger than the original.
///
/// @param decoding what happens where a decoder would be at work
record ModelRenderer(Decoding decoding) implements Renderer {
    private static final int LARGE = 20;
    private static final Gate GATE = new Gate(GateLimits.withBudget(1L << 20));
    private static final Dimensions ONE = new Dimensions(1, 1);

    /// A decoder at work, which may be the end of its process.
    interface Decoding {
        /// @return a number of this run alone
        long decode(Photo photo) throws IOException;
    }

    @Override
    public RenderOutcome render(RenderTask task, Memory memory) throws IOException {
        if (GATE.inspect(task.original()) instanceof Inspection.Refused(Rendering.Failure failure)) {
            return new RenderOutcome.Unrenderable(failure);
        }
        Photo photo = Photo.in(task.original());
        long run = decoding.decode(photo);
        List<RenderedVariant> variants = new ArrayList<>();
        for (List<Preset> alike : alike(task.presets())) {
            Path file = task.directory().resolve(alike.getFirst().name() + ".jpg");
            Files.writeString(file, photo.number() + " " + alike.getFirst().definition() + " " + run);
            variants.add(new RenderedVariant(alike, file, ONE, ImageFormat.JPEG));
        }
        Optional<Rendering.Failure> degraded = photo.kind() == Photo.Kind.DAMAGED
                ? Optional.of(new Rendering.Failure(Reason.TRUNCATED, "the end is missing"))
                : Optional.empty();
        return new RenderOutcome.Rendered(variants, degraded, "hash");
    }

    private static List<List<Preset>> alike(Presets presets) {
        List<List<Preset>> groups = new ArrayList<>();
        List<Preset> large = new ArrayList<>();
        for (Preset preset : presets.list()) {
            if (preset.box().width() < LARGE) {
                groups.add(List.of(preset));
            } else {
                large.add(preset);
            }
        }
        if (!large.isEmpty()) {
            groups.add(large);
        }
        return groups;
    }
}
