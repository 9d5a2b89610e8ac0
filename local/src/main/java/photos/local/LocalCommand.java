package photos.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.local.pipeline.LocalClients;
import photos.local.pipeline.LocalPipeline;
import photos.local.pipeline.LocalPorts;
import photos.local.pipeline.LocalSettings;
import photos.local.samples.SampleRun;
import photos.local.samples.Samples;
import photos.local.template.UnreadableTemplate;
import photos.storage.s3.S3ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `photos local`.
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description = "Runs the whole pipeline on this machine, until Ctrl-C.")
final class LocalCommand implements Callable<Integer> {
    private static final Duration SAMPLES_LIMIT = Duration.ofMinutes(5);

    private final Path project;
    private final PrintStream out;

    @Option(names = "--once", description = "End when the samples are done; 0 only if all are as expected.")
    private boolean once;

    @Option(names = "--no-samples", description = "Upload no samples.")
    private boolean noSamples;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "What is stored survives a restart here; .photos next to template.yaml.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "S3 on N, DynamoDB N+1, SQS N+2, image processor N+3; ${DEFAULT-VALUE}.")
    private int portBase = LocalPorts.USUAL.base();

    /// @param project the checkout
    LocalCommand(Path project, PrintStream out) {
        this.project = project;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, UnreadableTemplate {
        Instant begin = Instant.now();
        LocalSettings settings = new LocalSettings(
                project, data.orElse(project.resolve(LocalSettings.USUAL_DATA)), new LocalPorts(portBase));
        Map<String, String> environment = settings.environment(settings.stack(Optional.empty()));
        LocalClients.use(environment);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Thread onInterrupt = new Thread(() -> stop(main, stopped), "stop");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (LocalPipeline pipeline = LocalPipeline.start(settings)) {
            say("The pipeline runs, after %.1f s.", begin);
            boolean asExpected = noSamples || runSamples(settings, environment, begin);
            if (once) {
                return asExpected ? 0 : 1;
            }
            addresses(settings, pipeline);
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException _) {
            return 0; // Ctrl-C
        } finally {
            stopped.countDown();
        }
    }

    /// On Ctrl-C: has the main thread close everything, and waits until it has.
    private void stop(Thread main, CountDownLatch stopped) {
        if (stopped.getCount() > 0) {
            out.println("Stopping …");
            main.interrupt();
            try {
                stopped.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean runSamples(LocalSettings settings, Map<String, String> environment, Instant begin)
            throws IOException, InterruptedException {
        try (S3ObjectStore store = LocalClients.store(environment);
                DynamoDbLedger ledger = LocalClients.ledger(environment)) {
            boolean asExpected =
                    new SampleRun(store, ledger, out, once, SAMPLES_LIMIT).run(Samples.in(settings.samples()));
            say(asExpected ? "All samples are as expected, after %.1f s." : "Not as expected, after %.1f s.", begin);
            return asExpected;
        }
    }

    private void say(String sentence, Instant begin) {
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        out.println(String.format(Locale.ROOT, sentence, seconds));
    }

    private void addresses(LocalSettings settings, LocalPipeline pipeline) {
        LocalPorts ports = settings.ports();
        out.println();
        out.println("Gallery    " + LocalPorts.url(ports.processor()) + "/#token="
                + pipeline.secrets().operatorToken());
        out.println("S3         " + LocalPorts.url(ports.s3()) + "  bucket "
                + pipeline.stack().bucket().name());
        out.println("DynamoDB   " + LocalPorts.url(ports.dynamoDb()) + "  table "
                + pipeline.stack().table().name());
        out.println("SQS        " + LocalPorts.url(ports.sqs()) + "  queue "
                + pipeline.stack().mapping().queueName());
        out.println("Logs       " + settings.data());
        out.println();
        String option = ports.equals(LocalPorts.USUAL) ? "" : " --port-base " + ports.base();
        out.println("In another shell:  eval \"$(./photos env" + option + ")\"");
        out.println("                   aws s3 cp FILE s3://$PHOTOS_BUCKET/uploads/");
        out.println("                   ./photos upload FILE   ./photos query   ./photos status");
        out.println("Ctrl-C stops; what is stored stays.");
    }
}
