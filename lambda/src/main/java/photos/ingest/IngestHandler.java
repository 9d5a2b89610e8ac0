package photos.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.ingest.metadata.MetadataReader;
import photos.json.MalformedJson;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.outage.Unavailable;
import photos.queue.HintQueue;
import photos.queue.Hints;
import photos.queue.sqs.SqsHintQueue;
import photos.storage.ObjectKey;
import photos.storage.s3.S3ObjectStore;

/// Lambda's entry: a batch of queue messages, each ingested on its own; those that failed go back to the queue
/// (`ReportBatchItemFailures`) with a delay.
public final class IngestHandler implements RequestStreamHandler {
    private static final Logger log = LoggerFactory.getLogger(IngestHandler.class);

    private final Hints hints;
    private final Ingest ingest;
    private final Supplier<HintQueue> queue;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final ExecutorService perMessage = Executors.newVirtualThreadPerTaskExecutor();

    /// As Lambda makes it.
    public IngestHandler() {
        this(IngestSettings.from(System.getenv()));
    }

    IngestHandler(IngestSettings settings) {
        Clock clock = Clock.systemUTC();
        this.hints = new Hints(settings.bucket());
        this.queue = opened(settings.queueUrl());
        this.ingest = new Ingest(
                settings.bucket(),
                S3ObjectStore.open(settings.bucket()),
                DynamoDbLedger.open(settings.table()),
                new MetadataReader(),
                new JobClient(settings.processor(), settings.jobKey(), settings.httpTimeout(), clock),
                clock);
    }

    /// The queue is asked only about what failed: most processes never do, and would wait for it as they start.
    private static Supplier<HintQueue> opened(String queueUrl) {
        AtomicReference<HintQueue> queue = new AtomicReference<>();
        return () -> queue.updateAndGet(open -> open == null ? SqsHintQueue.open(queueUrl) : open);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        try {
            answer.write(QueueMessage.failures(failures(QueueMessage.ofEvent(event.readAllBytes()))));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("this function takes messages of a queue: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the whole batch comes again", e);
        }
    }

    private List<QueueMessage> failures(List<QueueMessage> batch) throws InterruptedException {
        List<Callable<Optional<QueueMessage>>> messages = batch.stream()
                .<Callable<Optional<QueueMessage>>>map(message -> () -> failure(message))
                .toList();
        return perMessage.invokeAll(messages).stream()
                .map(Future::resultNow)
                .flatMap(Optional::stream)
                .toList();
    }

    /// Ingests all that a message hints at; one key that fails keeps none of the others waiting.
    ///
    /// @return the message, if it has to come again
    private Optional<QueueMessage> failure(QueueMessage message) {
        try {
            List<Unavailable> failures = hints.read(message.body()).stream()
                    .map(this::failure)
                    .flatMap(Optional::stream)
                    .toList();
            return failures.isEmpty() ? Optional.empty() : again(message, longest(failures));
        } catch (MalformedJson | RuntimeException e) {
            log.atError().setCause(e).log("a message that should not be: {}", message.id());
            return again(message, Duration.ZERO);
        }
    }

    private Optional<Unavailable> failure(ObjectKey key) {
        try {
            log.atInfo().addKeyValue("outcome", ingest.ingest(key)).log("ingested");
            return Optional.empty();
        } catch (Unavailable e) {
            log.atWarn().log("back to the queue: {}", e.getMessage());
            return Optional.of(e);
        }
    }

    private static Duration longest(List<Unavailable> failures) {
        return failures.stream()
                .flatMap(failure -> failure.retryAfter().stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Optional<QueueMessage> again(QueueMessage message, Duration retryAfter) {
        try {
            queue.get().hide(message.receiptHandle(), backoff.after(message.receives(), retryAfter));
        } catch (Unavailable e) {
            log.atWarn().log("the message comes back with the queue's own delay: {}", e.getMessage());
        }
        return Optional.of(message);
    }
}
