package photos.processor.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.outage.Unavailable;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Header;
import photos.processor.gate.Inspection;
import photos.processor.heif.Libheif;
import photos.processor.nativelib.Search;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;
import photos.processor.plane.Subsampling;
import photos.processor.preset.Presets;
import photos.processor.webp.WebpFailure;

/// Renders in this process: gate, one decode, resizing by Thumbnailator from large to small.
///
/// May be used by several threads at once; each render takes up to the cost its header states.
public final class ThumbnailatorRenderer implements Renderer {
    private final GateLimits limits;
    private final Gate gate;
    private final Codecs codecs;
    private final Workbenches workbenches;

    /// With libjpeg-turbo where it is installed; without HEIC and AVIF.
    public ThumbnailatorRenderer(GateLimits limits) {
        this(limits, Codecs.ofThisMachine());
    }

    public ThumbnailatorRenderer(GateLimits limits, Codecs codecs) {
        this.limits = limits;
        this.gate = new Gate(limits, undecodable(codecs.heif()));
        this.codecs = codecs;
        this.workbenches = new Workbenches(codecs.turbo(), limits.costBytes());
    }

    private static Map<ImageFormat, String> undecodable(Search<Libheif> heif) {
        return switch (heif) {
            case Search.Missing(String why) -> Map.of(ImageFormat.HEIC, why, ImageFormat.AVIF, why);
            case Search.Found<Libheif> _ -> Map.of();
        };
    }

    @Override
    public RenderOutcome render(RenderTask task, Memory memory) throws IOException {
        Deadline deadline = Deadline.in(limits.deadline());
        return typed(memory, () -> switch (inspection(task, deadline)) {
            case Inspection.Refused(Rendering.Failure failure) -> new RenderOutcome.Unrenderable(failure);
            case Inspection.Admitted(Header header) -> {
                deadline.suspendedDuring(() -> memory.raiseTo(header.costBytes()));
                yield rendered(task, header, memory, deadline);
            }
        });
    }

    private Inspection inspection(RenderTask task, Deadline deadline) throws IOException {
        return gate.inspect(task.original(), Demands.of(task.presets(), task.orientation()), deadline::check);
    }

    private interface Work {
        RenderOutcome outcome() throws IOException, Unshowable;
    }

    /// The one border at which whatever the gate and decoders throw becomes a typed outcome.
    private static RenderOutcome typed(Memory memory, Work work) throws IOException {
        try {
            return work.outcome();
        } catch (WebpFailure e) {
            if (e.kind().isOfThePicture()) {
                return new RenderOutcome.Unrenderable(
                        new Rendering.Failure(Reason.TOO_COSTLY, String.valueOf(e.getMessage())));
            }
            throw e;
        } catch (IOException | Unavailable e) {
            throw e;
        } catch (OutOfMemoryError e) {
            if (memory.isShared()) {
                throw new ShortOfMemory(e);
            }
            return new RenderOutcome.Unrenderable(failure(e));
        } catch (Unshowable e) {
            return new RenderOutcome.Unrenderable(e.failure());
        } catch (Throwable e) {
            return new RenderOutcome.Unrenderable(failure(e));
        }
    }

    private RenderOutcome rendered(RenderTask task, Header header, Memory memory, Deadline deadline)
            throws IOException, Unshowable {
        Workbench workbench = workbenches.take();
        try {
            return new Run(workbench, header, task, memory, deadline).of(task.original());
        } finally {
            workbenches.leave(workbench);
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
    private final class Run {
        private final Header header;
        private final Orientation orientation;
        private final Presets presets;
        private final Path directory;
        private final Deadline deadline;
        private final Resizing resizing;
        private final Decoding decoding;
        private final Encoder encoder;
        private final Verification verification;

        Run(Workbench workbench, Header header, RenderTask task, Memory memory, Deadline deadline) {
            this.header = header;
            this.orientation = task.orientation();
            this.presets = task.presets();
            this.directory = task.directory();
            this.deadline = deadline;
            this.resizing = new Resizing(workbench.resampler(), deadline);
            this.decoding = new Decoding(
                    workbench.turbo(), codecs.heif(), header, presets.fidelity(), limits.costBytes(), memory, deadline);
            this.encoder = new Encoder(workbench.turbo());
            this.verification = workbench.verification();
        }

        RenderOutcome of(Path original) throws IOException, Unshowable {
            // Of the largest variant, whose size does not depend on what shows through the picture.
            Dimensions needed = stored(plan(header, false).largest());
            Decoding.Decoded decoded = decoding.decode(original, needed);
            deadline.check();
            Header shown = decoded.header();
            Plan plan = plan(shown, decoded.picture().colours() == Colours.RGBA);
            boolean staysYcc = plan.isAllJpeg() && decoded.profile().isEmpty();
            Picture upright =
                    upright(decoded.picture(), stored(plan.largest()), staysYcc ? Subsampling.HALF : Subsampling.NONE);
            return rendered(plan, inSrgb(upright, decoded.profile(), plan), decoded.degraded());
        }

        private Plan plan(Header shown, boolean transparent) {
            return new Plan(presets, orientation.upright(shown.canvas()), transparent);
        }

        private Dimensions stored(Dimensions upright) {
            return orientation.swapsSides() ? upright.turned() : upright;
        }

        /// Turned at the first size that is needed: fewer pixels to turn.
        private Picture upright(Picture stored, Dimensions size, Subsampling chroma) throws IOException {
            return Turning.turned(resizing.toBeTurned(stored, size, chroma, orientation), orientation);
        }

        /// In the colours in which all variants are made.
        private Picture inSrgb(Picture picture, Optional<Profile> profile, Plan plan) {
            Picture srgb = picture;
            if (profile.isPresent()) {
                srgb = Srgb.of(
                        profile.get().channels() == 1 ? picture : ColourConversion.rgb(picture),
                        profile.get(),
                        deadline);
            } else if (!plan.isAllJpeg()) {
                srgb = ColourConversion.rgb(picture);
            }
            return srgb.colours() == Colours.RGB && plan.isAllJpeg() && encoder.wantsYcc()
                    ? ColourConversion.ycc(srgb)
                    : srgb;
        }

        private RenderOutcome rendered(Plan plan, Picture largest, Optional<Rendering.Failure> degraded)
                throws IOException, Unshowable {
            Map<Plan.Step, RenderedVariant> variants = new HashMap<>();
            Picture whole = largest;
            for (Plan.Step step : plan.largestFirst()) {
                Region region = step.cuts() ? Region.middle(whole, step.whole(), step.size()) : Region.whole(whole);
                Picture variant = resizing.resized(whole, region, step.size());
                variants.put(step, written(step, variant));
                whole = step.cuts() ? whole : variant;
            }
            return new RenderOutcome.Rendered(
                    plan.steps().stream().map(variants::get).toList(), degraded, Placeholder.of(whole, resizing));
        }

        private RenderedVariant written(Plan.Step step, Picture picture) throws IOException, Unshowable {
            deadline.check();
            Path file = directory.resolve(
                    step.presets().getFirst().name() + "." + step.format().extension());
            Encoded encoded = encoder.write(picture, step.format(), step.quality(), file);
            verify(file, step.size(), step.format(), encoded);
            return new RenderedVariant(step.presets(), file, step.size(), step.format());
        }

        /// What came out wrong would come out wrong again: it is the end of this recipe for this photo.
        private void verify(Path file, Dimensions size, ImageFormat format, Encoded encoded)
                throws IOException, Unshowable {
            Optional<String> flaw = verification.flaw(file, size, format, encoded);
            if (flaw.isPresent()) {
                throw new Unshowable(
                        Reason.DECODER_FAILED,
                        "the variant " + file.getFileName() + " came out wrong, expected a " + format.label() + " of "
                                + size + ": " + flaw.get());
            }
        }
    }
}
