package photos.processor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.outage.Unavailable;
import photos.processor.gate.GateLimits;
import photos.processor.heif.Libheif;
import photos.processor.http.HttpApi;
import photos.processor.job.Admission;
import photos.processor.job.JobRunner;
import photos.processor.job.Jobs;
import photos.processor.job.LaterThread;
import photos.processor.nativelib.Search;
import photos.processor.preset.Presets;
import photos.processor.render.Codecs;
import photos.processor.render.Renderer;
import photos.processor.render.ThreadedRenderer;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.render.WarmUp;
import photos.processor.results.Results;
import photos.processor.work.JobDirectory;
import photos.processor.work.WorkVolume;
import photos.processor.worker.FormatRouter;
import photos.processor.worker.WorkerRenderer;
import photos.storage.ObjectStore;
import photos.storage.s3.S3ObjectStore;

/// The image processor: every part made once, in order.
public final class ImageProcessor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ImageProcessor.class);

    /// Of the heap, for pictures being decoded; the rest is for variants, requests and the JVM itself.
    private static final double HEAP_SHARE = 0.7;

    /// A job waits so long for another of its key, for the place of a suspect and for a renderer each; if it has no
    /// process of its own, for memory, and perhaps once more for more of it. With the download (25 s) and the
    /// render (30 s, and 8 s more in a process of its own) it stays below the 80 s after which the Lambda gives up.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /// For what runs when the process is told to end, 90 s with the answers that follow; that is below the 100 s after
    /// which systemd kills, and above the 80 s after which the Lambda gives a job up.
    private static final Duration LAST_JOBS = Duration.ofSeconds(90).minus(HttpApi.STOP_LIMIT);

    /// So many photos may wait to have superseded variants removed, some hundred bytes each; more come only when
    /// presets change for a large bucket, and `reconcile` finds them.
    private static final int MAX_SWEEPS = 10_000;

    private static final long WARM_UP_BYTES = 10_000_000;

    private final Jobs jobs;
    private final HttpApi http;

    private ImageProcessor(Jobs jobs, HttpApi http) {
        this.jobs = jobs;
        this.http = http;
    }

    /// Serves until the process is told to end, then finishes what runs.
    public static void main(String[] arguments) {
        try {
            ImageProcessor processor = start(ProcessorSettings.from(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(processor::close, "drain"));
            log.atInfo().addKeyValue("port", processor.http.port()).log("serving");
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("image-processor: " + e.getMessage());
            System.exit(1);
        }
    }

    private static ImageProcessor start(ProcessorSettings settings) throws IOException {
        ObjectStore store = S3ObjectStore.open(settings.bucket());
        DynamoDbLedger ledger = DynamoDbLedger.open(settings.table());
        Clock clock = Clock.systemUTC();
        NativeCodecs codecs = NativeCodecs.ofThisMachine();
        long decodingBytes = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
        GateLimits limits = GateLimits.withBudget(decodingBytes).within(settings.renderDeadline());
        int workerMegabytes = Math.toIntExact(Runtime.getRuntime().maxMemory() >> 20);
        Results results = new Results(store, ledger, settings.grace(), clock);
        WorkVolume workVolume = WorkVolume.at(settings.workDirectory());
        Presets presets = codecs.effective(settings.presets());
        Renderers renderers = renderers(settings, limits, codecs, workerMegabytes);
        warmUp(renderers.usual(), presets, workVolume);
        JobRunner runner = new JobRunner(
                ledger,
                store,
                results,
                workVolume,
                new Admission(settings.renderers(), decodingBytes, PATIENCE),
                limits,
                renderers.usual(),
                renderers.isolated(),
                presets,
                clock);
        Jobs jobs = new Jobs(runner, PATIENCE, settings.grace(), new LaterThread("sweeps", MAX_SWEEPS));
        HttpApi.Access access =
                new HttpApi.Access(settings.host(), settings.port(), settings.jobKeys(), settings.operatorToken());
        HttpApi.About about = new HttpApi.About("Thumbnailator", codecs.sentences());
        return new ImageProcessor(jobs, HttpApi.start(access, jobs, ledger, store, workVolume::hasRoom, about));
    }

    /// A renderer that cannot render a picture of its own fails the start, not the first photo.
    private static void warmUp(Renderer renderer, Presets presets, WorkVolume workVolume) throws IOException {
        try (JobDirectory directory = workVolume.open(WARM_UP_BYTES)) {
            WarmUp.of(renderer, presets, directory.path());
        } catch (Unavailable e) {
            log.warn("not warmed up, the first photos take longer: {}", e.getMessage());
        }
    }

    /// @param isolated in a process of its own, for suspects
    private record Renderers(Renderer usual, Renderer isolated) {}

    /// HEIC and AVIF are never decoded in this process.
    private static Renderers renderers(
            ProcessorSettings settings, GateLimits limits, NativeCodecs codecs, int workerMegabytes) {
        Search<Libheif> heif = settings.heif() ? Libheif.find() : Libheif.off();
        return switch (heif) {
            case Search.Missing(String why) -> {
                if (settings.heif()) {
                    log.atWarn().log("HEIC and AVIF will be refused: {}", why);
                }
                Renderer here = here(limits, new Codecs(codecs.turbo(), heif));
                yield new Renderers(here, new WorkerRenderer(limits, workerMegabytes));
            }
            case Search.Found(Libheif library, var _) -> {
                log.atInfo().addKeyValue("libheif", library.version()).log("HEIC and AVIF are rendered");
                Renderer isolated = WorkerRenderer.withHeif(limits, workerMegabytes);
                Renderer here = here(limits, new Codecs(codecs.turbo(), Libheif.off()));
                yield new Renderers(new FormatRouter(here, isolated), isolated);
            }
        };
    }

    private static Renderer here(GateLimits limits, Codecs codecs) {
        return new ThreadedRenderer(new ThumbnailatorRenderer(limits, codecs));
    }

    /// Refuses new jobs and says so to who asks, lets running ones end, and stops.
    @Override
    public void close() {
        jobs.drain();
        log.atInfo().addKeyValue("running", jobs.running()).log("draining");
        if (!jobs.awaitEnd(LAST_JOBS)) {
            log.atWarn().addKeyValue("running", jobs.running()).log("some jobs did not end; they will come again");
        }
        http.close();
    }
}
