package photos.local.pipeline;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.local.dynamodb.LocalDynamoDb;
import photos.local.lambda.EventSourceMapping;
import photos.local.lambda.LambdaFunction;
import photos.local.lambda.LambdaSettings;
import photos.local.lambda.QueueSource;
import photos.local.port.LoopbackPort;
import photos.local.process.Jvm;
import photos.local.s3.LocalS3;
import photos.local.s3.ObjectEvent;
import photos.local.s3.S3EventJson;
import photos.local.sqs.LocalQueues;
import photos.local.template.Stack;
import photos.local.template.UnreadableTemplate;

/// The stack of the template on this machine: S3, DynamoDB, queues, the Lambda and the image processor, wired as
/// CloudFormation would wire them.
public final class LocalPipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LocalPipeline.class);

    private final LocalSettings settings;
    private final Between between;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Stack stack;
    private final LocalSecrets secrets;
    private final LambdaFunction function;
    private final ProcessorProcess processor;

    private LocalPipeline(LocalSettings settings, Between between)
            throws IOException, UnreadableTemplate, InterruptedException {
        this.settings = settings;
        this.between = between;
        settings.stack(Optional.empty()); // a wrong template is said before anything is touched
        settings.requireBuilt();
        requireFreePorts(settings.ports());
        started.push(DataDirectory.hold(settings.data()));
        try {
            this.secrets = LocalSecrets.in(settings.data());
            this.stack = settings.stack(Optional.of(secrets));
            Jvm jvm = Jvm.in(settings.data().resolve("lib"));
            this.processor = push(ProcessorProcess.start(settings, stack, secrets, jvm, between));
            LambdaSettings lambda = lambdaSettings();
            this.function =
                    push(LambdaFunction.start(lambda, stack.mapping().maximumConcurrency(), jvm, between.restarts()));
            LocalQueues queues = startStores(jvm);
            processor.awaitReady();
            push(EventSourceMapping.start(stack.mapping(), source(queues), lambda, function));
            LocalClients.use(settings.environment(stack));
            Unsettled.hint(settings.environment(stack));
        } catch (IOException | InterruptedException | UnreadableTemplate | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Starts everything and hints at what an earlier run left undone.
    ///
    /// @throws IOException in a sentence, naming the part that did not start
    public static LocalPipeline start(LocalSettings settings)
            throws IOException, UnreadableTemplate, InterruptedException {
        return start(settings, Between.NOTHING);
    }

    static LocalPipeline start(LocalSettings settings, Between between)
            throws IOException, UnreadableTemplate, InterruptedException {
        return new LocalPipeline(settings, between);
    }

    private static void requireFreePorts(LocalPorts ports) {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        wanted.put(ports.s3(), "S3");
        wanted.put(ports.dynamoDb(), "DynamoDB");
        wanted.put(ports.sqs(), "SQS");
        wanted.put(ports.processor(), "the image processor");
        wanted.forEach(LoopbackPort::requireFree);
    }

    /// S3, DynamoDB and the queues take seconds each, and do not wait for one another.
    private LocalQueues startStores(Jvm jvm) throws IOException, InterruptedException {
        try (ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<LocalDynamoDb> dynamoDb = starting.submit(() -> startDynamoDb(jvm));
            Future<LocalQueues> queues = starting.submit(
                    () -> push(LocalQueues.start(settings.ports().sqs(), LocalSettings.ACCOUNT, stack.queues())));
            LocalQueues startedQueues = started(queues);
            Callable<LocalS3> s3 = () -> push(LocalS3.start(
                    settings.ports().s3(),
                    settings.data().resolve("s3"),
                    stack.bucket().name(),
                    LocalSettings.ACCOUNT,
                    between.events().apply(event -> announce(event, startedQueues))));
            started(starting.submit(s3));
            started(dynamoDb);
            return startedQueues;
        }
    }

    private LocalDynamoDb startDynamoDb(Jvm jvm) throws IOException {
        LocalDynamoDb dynamoDb = push(LocalDynamoDb.start(
                settings.ports().dynamoDb(),
                settings.data().resolve("dynamodb"),
                settings.dynamoDbLibrary(),
                LocalSettings.ACCOUNT,
                jvm));
        dynamoDb.requireTable(stack.table());
        return dynamoDb;
    }

    private static <T> T started(Future<T> starting) throws IOException, InterruptedException {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IOException("a part did not start: " + e.getMessage(), e);
            }
        }
    }

    /// What the bucket's notification configuration says.
    private void announce(ObjectEvent event, LocalQueues queues) {
        for (Stack.Notification notification : stack.bucket().notifications()) {
            if (event.matches(notification)) {
                S3EventJson json = new S3EventJson(
                        LocalSettings.ACCOUNT.region(), stack.bucket().name(), notification.event());
                queues.send(notification.queueName(), json.text(event));
            }
        }
    }

    private QueueSource source(LocalQueues queues) {
        String name = stack.mapping().queueName();
        int visibility = stack.queues().stream()
                .filter(queue -> queue.name().equals(name))
                .mapToInt(Stack.Queue::visibilitySeconds)
                .findFirst()
                .orElseThrow();
        return new QueueSource(queues.client(), queues.url(name), visibility);
    }

    private LambdaSettings lambdaSettings() throws IOException {
        Stack.Function ofTemplate = stack.function();
        Map<String, String> environment = new LinkedHashMap<>(ofTemplate.environment());
        environment.computeIfPresent(
                "PHOTOS_PROCESSOR_URL",
                (name, url) -> LocalPorts.url(settings.ports().processor()).toString());
        Stack.Function here = new Stack.Function(
                ofTemplate.name(),
                ofTemplate.handler(),
                ofTemplate.memoryMegabytes(),
                ofTemplate.timeoutSeconds(),
                environment);
        return new LambdaSettings(
                here,
                LocalSettings.ACCOUNT,
                settings.deployed(settings.lambdaJar()),
                settings.lambdaRuntime(),
                settings.surroundings(between),
                settings.data().resolve("lambda"));
    }

    private <T extends AutoCloseable> T push(T part) {
        synchronized (started) {
            started.push(part);
        }
        return part;
    }

    public Stack stack() {
        return stack;
    }

    public LocalSecrets secrets() {
        return secrets;
    }

    public long processorPid() {
        return processor.pid();
    }

    public List<Long> lambdaPids() {
        return function.pids();
    }

    /// Stops everything, last started first: no more hints are taken, what runs may end, the stores go last.
    @Override
    public void close() {
        synchronized (started) {
            while (!started.isEmpty()) {
                try {
                    started.pop().close();
                } catch (Exception e) {
                    log.warn("a part did not stop cleanly", e);
                }
            }
        }
    }
}
