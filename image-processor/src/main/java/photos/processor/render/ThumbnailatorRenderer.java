package photos.processor.render;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Header;
import photos.processor.gate.Inspection;
import photos.processor.preset.Presets;

/// Renders in this process: gate, one decode, resizing by Thumbnailator from large to small.
///
/// May be used by several threads at once; each render takes up to the cost its header states.
public final class ThumbnailatorRenderer implements Renderer {
    /// Variants are looked at as files; what an original may cost is no measure for them.
    private static final Gate VARIANTS = new Gate(GateLimits.withBudget(Long.MAX_VALUE));

    private final GateLimits limits;
    private final Gate gate;

    public ThumbnailatorRenderer(GateLimits limits) {
        this.limits = limits;
        this.gate = new Gate(limits);
    }

    /// The one border at which whatever decoders throw becomes a typed outcome.
    @Override
    public RenderOutcome render(Path original, Orientation orientation, Presets presets, Path directory)
            throws IOException {
        try {
            return switch (gate.inspect(original)) {
                case Inspection.Refused(Rendering.Failure failure) -> new RenderOutcome.Unrenderable(failure);
                case Inspection.Admitted(Header header) ->
                    new Run(header, orientation, presets, directory, Deadline.in(limits.deadline())).of(original);
            };
        } catch (IOException e) {
            throw e;
        } catch (Unshowable e) {
            return new RenderOutcome.Unrenderable(e.failure());
        } catch (Throwable e) {
            return new RenderOutcome.Unrenderable(failure(e));
        }
    }

    private static Rendering.Failure failure(Throwable thrown) throws IOException {
        return switch (thrown) {
            case Deadline.Passed passed -> new Rendering.Failure(Reason.TOO_SLOW, passed.sentence());
            case OutOfMemoryError e ->
                new Rendering.Failure(Reason.TOO_COSTLY, "rendering took more memory than there is: " + e.getMessage());
            case StackOverflowError _ ->
                new Rendering.Failure(Reason.CORRUPT, "the file is nested deeper than a decoder can follow");
            // A class or a native library that is missing is missing for every photo.
            case LinkageError e -> throw new IOException("the renderer is not in order: " + e, e);
            case Error e -> new Rendering.Failure(Reason.DECODER_FAILED, "the decoder broke down: " + e);
            default -> new Rendering.Failure(Reason.CORRUPT, "a decoder failed: " + thrown);
        };
    }

    /// One original on its way.
    private static final class Run {
        private final Header header;
        private final Orientation orientation;
        private final Presets presets;
        private final Path directory;
        private final Deadline deadline;

        Run(Header header, Orientation orientation, Presets presets, Path directory, Deadline deadline) {
            this.header = header;
            this.orientation = orientation;
            this.presets = presets;
            this.directory = directory;
            this.deadline = deadline;
        }

        RenderOutcome of(Path original) throws IOException, Unshowable {
            Decoder.Decoded decoded = new Decoder(original, header, deadline).decode();
            deadline.check();
            Optional<Profile> profile = header.iccProfile()
                    .flatMap(bytes -> Profile.of(bytes, header.channels().count()));
            Optional<Profile> ink = profile.filter(_ -> header.channels().count() == 4);
            BufferedImage canvas = new Canvas(header, deadline).of(decoded.pixels(), ink);
            boolean transparent = canvas.getColorModel().hasAlpha();
            Plan plan = new Plan(presets, orientation.upright(header.canvas()), transparent);

            BufferedImage whole = largest(canvas, plan.wholes().getFirst());
            if (ink.isEmpty() && profile.isPresent()) {
                Srgb.convert(whole, profile.get(), deadline);
            }
            return new RenderOutcome.Rendered(variants(plan, whole), decoded.degraded());
        }

        /// Turned upright at the first size that is needed: fewer pixels to turn.
        private BufferedImage largest(BufferedImage canvas, Dimensions upright) throws IOException {
            Dimensions stored = orientation.swapsSides() ? upright.turned() : upright;
            return Upright.turned(resized(canvas, stored), orientation);
        }

        private List<RenderedVariant> variants(Plan plan, BufferedImage largest) throws IOException, Unshowable {
            RenderedVariant[] variants = new RenderedVariant[plan.steps().size()];
            BufferedImage whole = largest;
            for (Dimensions size : plan.wholes()) {
                whole = resized(whole, size);
                for (int i = 0; i < variants.length; i++) {
                    Plan.Step step = plan.steps().get(i);
                    if (step.whole().equals(size)) {
                        variants[i] = written(step, cropped(whole, step.size()));
                    }
                }
            }
            return new ArrayList<>(List.of(variants));
        }

        private BufferedImage resized(BufferedImage image, Dimensions size) throws IOException {
            deadline.check();
            boolean asItIs = image.getWidth() == size.width() && image.getHeight() == size.height();
            if (asItIs && image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
                return image;
            }
            return Thumbnails.of(image)
                    .forceSize(size.width(), size.height())
                    .imageType(packedType(image))
                    .asBufferedImage();
        }

        private static BufferedImage cropped(BufferedImage whole, Dimensions size) throws IOException {
            if (whole.getWidth() == size.width() && whole.getHeight() == size.height()) {
                return whole;
            }
            return Thumbnails.of(whole)
                    .sourceRegion(Positions.CENTER, size.width(), size.height())
                    .forceSize(size.width(), size.height())
                    .imageType(packedType(whole))
                    .asBufferedImage();
        }

        private static int packedType(BufferedImage image) {
            return image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB_PRE : BufferedImage.TYPE_INT_RGB;
        }

        private RenderedVariant written(Plan.Step step, BufferedImage image) throws IOException, Unshowable {
            deadline.check();
            Path file = directory.resolve(
                    step.presets().getFirst().name() + "." + step.format().extension());
            Encoder.write(image, step.format(), step.quality(), file);
            verify(file, step.size(), step.format());
            return new RenderedVariant(step.presets(), file, step.size(), step.format());
        }

        /// What came out wrong would come out wrong again: it is the end of this recipe for this photo.
        private void verify(Path file, Dimensions size, ImageFormat format) throws IOException, Unshowable {
            boolean sound = VARIANTS.inspect(file) instanceof Inspection.Admitted(Header written)
                    && written.canvas().equals(size)
                    && written.format() == format
                    && !written.truncated();
            if (!sound) {
                throw new Unshowable(
                        Reason.DECODER_FAILED,
                        "the variant " + file.getFileName() + " came out wrong, expected a " + format.label() + " of "
                                + size);
            }
        }
    }
}
