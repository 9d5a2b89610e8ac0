package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.State;
import photos.ledger.WholeLedger;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.local.await.Await;
import photos.local.fire.MemoryCurve;
import photos.local.s3.LocalS3;
import photos.processor.gate.GateLimits;
import photos.processor.job.Admission;
import photos.processor.job.JobRunner;
import photos.processor.preset.Presets;
import photos.processor.render.Renderer;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.results.Results;
import photos.processor.work.WorkVolume;
import photos.storage.ObjectKey;
import photos.storage.s3.S3ObjectStore;
import software.amazon.awssdk.core.sync.RequestBody;

/// A bucket half of which nobody has processed: the plan, a run that is interrupted, the run that goes on with it, and
/// one more, with time and memory, one line a step, into `local/target/reconcile/soak.txt`, and the memory of the
/// programs beside it. Not among the tests of every build:
///
/// ```
/// mvn -B verify -pl lambda,local -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
///     -Dit.test=ReconcileSoak -Dfailsafe.failIfNoSpecifiedTests=false -Dreconcile.objects=10000
/// ```
class ReconcileSoak {
    private static final Duration SAMPLING = Duration.ofMillis(50);
    private static final int OBJECTS = Integer.getInteger("reconcile.objects", 2000);
    private static final int AT_A_TIME = 4;
    private static final int INTERRUPTED = 128 + 2;

    /// Of the masks in `/proc/PID/status`, whose lowest bit is signal 1.
    private static final long SIGINT_BIT = 1 << (2 - 1);

    private static final Path REPORTS = Path.of("target/reconcile");

    @TempDir
    private Path directory = Path.of("");

    private final List<String> report = new ArrayList<>();

    @AfterEach
    void goOnAsUsual() {
        System.clearProperty(Unsettled.SWITCH);
    }

    @Test
    void a_bucket_half_of_it_unprocessed_is_planned_and_put_right() throws Exception {
        requireThatCtrlCIsHeard();
        System.setProperty(Unsettled.SWITCH, "off");
        LocalSettings settings = new LocalSettings(ProjectCopy.REAL, directory.resolve("data"), FreePorts.fourInARow());
        fill(settings);
        try (TestPipeline pipeline = TestPipeline.start(ProjectCopy.REAL, settings.data());
                MemoryCurve memory = MemoryCurve.of(pipeline.programs())) {
            PhotosCommand photos =
                    PhotosCommand.of(directory, pipeline.settings().ports());
            processFirstHalf(pipeline, photos);
            Map<String, Object> plan = measured(photos, "plan, half unprocessed", "--plan");
            assertThat(plan)
                    .containsEntry("looked", OBJECTS)
                    .containsEntry("asWanted", OBJECTS / 2)
                    .containsEntry("renders", OBJECTS / 2);
            int sent = interrupted(photos);
            goneOn(photos, sent);
            Map<String, Object> after = measured(photos, "run once more", "--run", "--wait");
            assertThat(after)
                    .containsEntry("asWanted", OBJECTS)
                    .containsEntry("hints", 0)
                    .containsEntry("renders", 0);
            requireOneRenderEach(pipeline.ledger());
            memory.write(REPORTS, "memory");
            for (String program : pipeline.programs().keySet()) {
                report.add(String.format(
                        Locale.ROOT,
                        "%-24s RSS in MB: %.0f in the second quarter, %.0f in the last (medians), %.0f at most",
                        program,
                        memory.medianMb(program, 0.25, 0.5),
                        memory.medianMb(program, 0.75, 1),
                        memory.peakMb(program)));
            }
        } finally {
            Files.createDirectories(REPORTS);
            Files.write(REPORTS.resolve("soak.txt"), report);
        }
    }

    /// What this process ignores, the command that is to be interrupted ignores too.
    private static void requireThatCtrlCIsHeard() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            long ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .sum();
            assertThat(ignored & SIGINT_BIT)
                    .as("this test interrupts a command, and a script's background jobs ignore SIGINT: start it in the"
                            + " foreground")
                    .isZero();
        }
    }

    /// By the image processor's own code, but not by way of queue, Lambda and HTTP.
    private void processFirstHalf(TestPipeline pipeline, PhotosCommand photos) throws Exception {
        GateLimits limits = GateLimits.withBudget(1L << 28);
        Renderer renderer = new ThumbnailatorRenderer(limits);
        S3ObjectStore store = new S3ObjectStore(pipeline.s3(), pipeline.bucket());
        DynamoDbLedger ledger = pipeline.ledger();
        Clock clock = Clock.systemUTC();
        JobRunner jobs = new JobRunner(
                ledger,
                store,
                new Results(store, ledger, Duration.ofMinutes(10), clock),
                WorkVolume.at(directory.resolve("work")),
                new Admission(AT_A_TIME, 1L << 28, Duration.ofMinutes(1)),
                limits,
                renderer,
                renderer,
                Presets.parse(Objects.requireNonNull(photos.environment().get("PHOTOS_PRESETS"))),
                clock);
        List<Future<JobRunner.Ended>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (int i = 0; i < OBJECTS / 2; i++) {
                ObjectKey key = key(i);
                all.add(threads.submit(() -> {
                    Original original =
                            Original.of(pipeline.bucket(), store.head(key).orElseThrow());
                    boolean _ = ledger.handOver(key, Optional.empty(), original, PhotoMetadata.none(List.of()));
                    return jobs.run(key);
                }));
            }
        }
        for (Future<JobRunner.Ended> one : all) {
            assertThat(one.get().answer().state()).isEqualTo(State.READY);
        }
    }

    /// @return how many hints were sent before the interruption
    private int interrupted(PhotosCommand photos) throws Exception {
        Process run = start(photos, "--run", "--rate", "1000");
        Await.until("a tenth is sent", Duration.ofMinutes(10), () -> sent() >= OBJECTS / 20);
        long begin = System.nanoTime();
        Signals.send("-INT", List.of(run.pid()));
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        double seconds = secondsSince(begin);
        assertThat(seconds).as("Ctrl-C is heard").isLessThanOrEqualTo(1);
        assertThat(run.exitValue()).isEqualTo(INTERRUPTED);
        int sent = sent();
        tell("interrupted", seconds, "after " + sent + " of " + OBJECTS / 2 + " hints");
        return sent;
    }

    private void goneOn(PhotosCommand photos, int sent) throws Exception {
        long begin = System.nanoTime();
        Process run = start(photos, "--run", "--wait", "--rate", "1000");
        assertThat(run.waitFor(60, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(photos.text("err")).isZero();
        assertThat(photos.text("err"))
                .contains("Goes on with the run that was interrupted after " + sent + " of " + OBJECTS / 2 + " hints");
        tell("run that goes on", secondsSince(begin), OBJECTS / 2 - sent + " hints");
    }

    private int sent() throws IOException, MalformedJson {
        Path cursor = directory.resolve("cursor.json");
        return Files.exists(cursor)
                ? Integer.parseInt(
                        Objects.toString(Json.object(Files.readString(cursor)).get("sent")))
                : 0;
    }

    /// A second hand-over or render would have raised the fence.
    private static void requireOneRenderEach(WholeLedger ledger) {
        List<ObjectKey> keys =
                IntStream.range(0, OBJECTS).mapToObj(ReconcileSoak::key).toList();
        Map<ObjectKey, LedgerItem> items = ledger.findAll(keys);
        assertThat(items).hasSize(OBJECTS);
        assertThat(items.values()).allMatch(item -> item.state() == State.READY && item.fence() == 1);
    }

    private static ObjectKey key(int i) {
        return new ObjectKey(String.format(
                Locale.ROOT, "uploads/%s/%03d/IMG_%05d.jpg", i < OBJECTS / 2 ? "first" : "second", i / 100, i));
    }

    /// Without anybody who would hear of it.
    private static void fill(LocalSettings settings) throws Exception {
        String bucket = settings.stack(Optional.empty()).bucket().name();
        byte[] photo = Photo.small();
        try (LocalS3 s3 = LocalS3.start(
                        settings.ports().s3(), settings.data().resolve("s3"), bucket, LocalSettings.ACCOUNT, _ -> {});
                Aws aws = Aws.at(settings.ports());
                ExecutorService uploaders = Executors.newFixedThreadPool(AT_A_TIME)) {
            assertThat(s3.endpoint()).isNotNull();
            for (int i = 0; i < OBJECTS; i++) {
                String key = key(i).value();
                uploaders.execute(
                        () -> aws.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(photo)));
            }
            uploaders.shutdown();
            assertThat(uploaders.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        }
    }

    private Process start(PhotosCommand photos, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "reconcile",
                "--json",
                "--cursor",
                directory.resolve("cursor.json").toString()));
        arguments.addAll(Arrays.asList(options));
        return photos.start(arguments.toArray(String[]::new));
    }

    private Map<String, Object> measured(PhotosCommand photos, String what, String... options) throws Exception {
        long begin = System.nanoTime();
        Process process = start(photos, options);
        long peak = 0;
        while (!process.waitFor(SAMPLING)) {
            peak = Math.max(peak, peakKilobytes(process.pid()));
        }
        double seconds = secondsSince(begin);
        assertThat(process.exitValue()).as(photos.text("err")).isZero();
        Map<String, Object> plan = Json.object(photos.text("out"));
        tell(what, seconds, String.format(Locale.ROOT, "peak %4d MB  %s", peak >> 10, Json.write(plan)));
        return plan;
    }

    private static double secondsSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    }

    private void tell(String what, double seconds, String rest) {
        report.add(String.format(Locale.ROOT, "%-24s %7.1f s  %s", what, seconds, rest));
        System.out.println(report.getLast());
    }

    private static long peakKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0; // it has ended
        }
    }
}
