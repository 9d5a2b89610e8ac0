package photos.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
import photos.ingest.place.Towns;
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
public final class IngestHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Logger log = LoggerFactory.getLogger(IngestHandler.class);

    private final Hints hints;
    private final Ingest ingest;
    private final Supplier<HintQueue> queue;
    private final Backoff backoff;
    private final ExecutorService perMessage = Executors.newVirtualThreadPerTaskExecutor();

    /// As Lambda makes it.
    public IngestHandler() {
        this(IngestSettings.from(System.getenv()));
    }

    IngestHandler(IngestSettings settings) {
        this(
                new Hints(settings.bucket()),
                ingest(settings, Clock.systemUTC()),
                opened(settings.queueUrl()),
                new Backoff(RandomGenerator.getDefault(), settings.longestRest()));
    }

    /// @param queue asked for when it is first needed
    IngestHandler(Hints hints, Ingest ingest, Supplier<HintQueue> queue, Backoff backoff) {
        this.hints = hints;
        this.ingest = ingest;
        this.queue = queue;
        this.backoff = backoff;
    }

    private static Ingest ingest(IngestSettings settings, Clock clock) {
        return new Ingest(
                settings.bucket(),
                S3ObjectStore.open(settings.bucket()),
                DynamoDbLedger.open(settings.table()),
                new MetadataReader(),
                new Towns(),
                new JobClient(settings.processor(), settings.jobKey(), settings.httpTimeout(), clock),
                clock);
    }

    /// The queue is asked only about what failed: most processes never do, and would wait for it as they start.
    private static Supplier<HintQueue> opened(String queueUrl) {
        AtomicReference<HintQueue> queue = new AtomicReference<>();
        return () -> queue.updateAndGet(open -> open == null ? SqsHintQueue.open(queueUrl) : open);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        TimeLeft time = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
        List<Callable<Optional<SQSMessage>>> messages = event.getRecords().stream()
                .<Callable<Optional<SQSMessage>>>map(message -> () -> failure(message, time))
                .toList();
        try {
            return new SQSBatchResponse(perMessage.invokeAll(messages).stream()
                    .map(Future::resultNow)
                    .flatMap(Optional::stream)
                    .map(message -> new SQSBatchResponse.BatchItemFailure(message.getMessageId()))
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the whole batch comes again", e);
        }
    }

    /// Ingests all that a message hints at; one key that fails keeps none of the others waiting.
    ///
    /// @return the message, if it has to come again
    private Optional<SQSMessage> failure(SQSMessage message, TimeLeft time) {
        try {
            List<Unavailable> failures = hints.read(message.getBody()).stream()
                    .map(key -> failure(key, time))
                    .flatMap(Optional::stream)
                    .toList();
            return failures.isEmpty() ? Optional.empty() : again(message, longest(failures));
        } catch (MalformedJson | RuntimeException e) {
            log.atError().setCause(e).log("cannot process message {}", message.getMessageId());
            return again(message, Duration.ZERO);
        }
    }

    private Optional<Unavailable> failure(ObjectKey key, TimeLeft time) {
        try {
            log.atInfo().addKeyValue("outcome", ingest.ingest(key, time)).log("ingested");
            return Optional.empty();
        } catch (Unavailable e) {
            log.atWarn().log("{} goes back to the queue: {}", key, e.getMessage());
            return Optional.of(e);
        }
    }

    private static Duration longest(List<Unavailable> failures) {
        return failures.stream()
                .flatMap(failure -> failure.retryAfter().stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Optional<SQSMessage> again(SQSMessage message, Duration retryAfter) {
        Map<String, String> attributes = message.getAttributes();
        int receives = Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1"));
        try {
            queue.get().hide(message.getReceiptHandle(), backoff.after(receives, retryAfter));
        } catch (Unavailable e) {
            log.atWarn().log("the message comes back with the queue's own delay: {}", e.getMessage());
        }
        return Optional.of(message);
    }
}
