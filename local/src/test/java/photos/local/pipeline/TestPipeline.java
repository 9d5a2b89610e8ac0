package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.local.await.Await;
import photos.local.samples.SampleRun;
import photos.local.samples.Samples;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.SmallObject;
import photos.storage.s3.S3ObjectStore;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A running pipeline, and what a user has to talk to it.
final class TestPipeline implements AutoCloseable {
    /// Longer than the queue lets a hint rest that failed a few times.
    static final Duration SETTLED = Duration.ofSeconds(100);

    private final LocalSettings settings;
    private final LocalPipeline pipeline;
    private final Aws aws;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestPipeline(LocalSettings settings, Between between) throws Exception {
        this.settings = settings;
        LocalClients.use(settings.environment(settings.stack(Optional.empty())));
        this.pipeline = LocalPipeline.start(settings, between);
        this.aws = Aws.at(settings.ports());
    }

    /// @param project has the template
    static TestPipeline start(Path project, Path data) throws Exception {
        return start(new LocalSettings(project, data, FreePorts.fourInARow()), Between.NOTHING);
    }

    static TestPipeline start(LocalSettings settings, Between between) throws Exception {
        return new TestPipeline(settings, between);
    }

    LocalSettings settings() {
        return settings;
    }

    LocalPipeline pipeline() {
        return pipeline;
    }

    /// The process id of each, at any moment.
    Map<String, Supplier<Long>> programs() {
        Map<String, Supplier<Long>> programs = new LinkedHashMap<>();
        programs.put("processor", pipeline::processorPid);
        programs.put("lambda_1", () -> pipeline.lambdaPids().getFirst());
        programs.put("lambda_2", () -> pipeline.lambdaPids().getLast());
        return programs;
    }

    String bucket() {
        return pipeline.stack().bucket().name();
    }

    S3Client s3() {
        return aws.s3();
    }

    DynamoDbClient dynamoDb() {
        return aws.dynamoDb();
    }

    String operatorToken() {
        return pipeline.secrets().operatorToken();
    }

    void put(String key, byte[] bytes) {
        s3().putObject(r -> r.bucket(bucket()).key(key), RequestBody.fromBytes(bytes));
    }

    /// Puts an original and does the Lambda's part, for a pipeline that hears of no events.
    void handOver(ObjectKey key, byte[] bytes) {
        put(key.value(), bytes);
        ObjectHead head = new S3ObjectStore(s3(), bucket()).head(key).orElseThrow();
        boolean _ =
                ledger().handOver(key, Optional.empty(), Original.of(bucket(), head), PhotoMetadata.none(List.of()));
    }

    void delete(String key) {
        s3().deleteObject(r -> r.bucket(bucket()).key(key));
    }

    ResponseBytes<GetObjectResponse> object(String key) {
        return s3().getObjectAsBytes(r -> r.bucket(bucket()).key(key));
    }

    List<String> keysUnder(String prefix) {
        return s3().listObjectsV2Paginator(r -> r.bucket(bucket()).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /// The ledger's item, as it lies in DynamoDB; empty if there is none.
    Map<String, AttributeValue> item(String key) {
        return dynamoDb()
                .getItem(r -> r.tableName(pipeline.stack().table().name())
                        .consistentRead(true)
                        .key(Map.of("objectKey", AttributeValue.fromS(key))))
                .item();
    }

    /// A text of the ledger's item; empty if it has none.
    String text(String key, String attribute) {
        return Optional.ofNullable(item(key).get(attribute))
                .map(AttributeValue::s)
                .orElse("");
    }

    boolean isReady(String key) {
        return text(key, "state").equals("READY");
    }

    /// Waits for the manifest too, which is written after the ledger; the local S3 lists it before it can be read.
    void awaitReady(String key) throws Exception {
        Await.until(key + " is READY", SETTLED, () -> isReady(key));
        Await.until(key + " has a manifest", SETTLED, () -> hasManifest(key));
    }

    boolean hasManifest(String key) {
        return manifestText(new ObjectKey(key)).isPresent();
    }

    private Optional<String> manifestText(ObjectKey key) {
        return new S3ObjectStore(s3(), bucket())
                .read(new ObjectKey(key.resultsPrefix() + "manifest.json"))
                .map(SmallObject::text);
    }

    /// The manifest of a photo; one that is no JSON object is none.
    Optional<Map<String, Object>> findManifest(ObjectKey key) {
        return manifestText(key).flatMap(text -> {
            try {
                return Optional.of(Json.object(text));
            } catch (MalformedJson _) {
                return Optional.empty();
            }
        });
    }

    /// Waits until what was put in the place of an older original is published.
    ///
    /// @param before the generation that was published
    void awaitReadyAfter(String key, String before) throws Exception {
        Await.until(
                key + " is READY once more",
                SETTLED,
                () -> isReady(key) && !text(key, "published").equals(before));
    }

    Map<String, Object> manifest(String path) throws Exception {
        return Json.object(object("results/" + path + "/manifest.json").asString(UTF_8));
    }

    DynamoDbLedger ledger() {
        return new DynamoDbLedger(dynamoDb(), pipeline.stack().table().name(), Clock.systemUTC());
    }

    /// Messages in the queue of uploads, whether waiting, resting or being worked on.
    int queued() {
        return messages(pipeline.stack().mapping().queueName());
    }

    /// Messages that were given up.
    int deadLetters() {
        return pipeline.stack().queues().stream()
                .flatMap(queue -> queue.deadLetters().stream())
                .mapToInt(letters -> messages(letters.queueName()))
                .sum();
    }

    private int messages(String queueName) {
        Map<QueueAttributeName, String> attributes = aws.sqs()
                .getQueueAttributes(
                        r -> r.queueUrl(settings.queueUrl(queueName)).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"))
                + Integer.parseInt(
                        attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"));
    }

    void sendToDeadLetters(String body) {
        String url = queueUrls().stream()
                .filter(queue -> queue.endsWith("-dead"))
                .findFirst()
                .orElseThrow();
        aws.sqs().sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    List<String> queueUrls() {
        return aws.sqs().listQueues().queueUrls();
    }

    /// Sees to it that all samples are there and settled.
    ///
    /// @return what was said, if not all ended as expected
    Optional<String> runSamples() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        SampleRun run = new SampleRun(
                new S3ObjectStore(s3(), bucket()),
                new DynamoDbLedger(dynamoDb(), pipeline.stack().table().name(), Clock.systemUTC()),
                new PrintStream(said, true, UTF_8),
                true,
                Duration.ofMinutes(3));
        return run.run(Samples.in(settings.samples())) ? Optional.empty() : Optional.of(said.toString(UTF_8));
    }

    URI uri(String pathAndQuery) {
        return URI.create(LocalPorts.url(settings.ports().processor()) + pathAndQuery);
    }

    HttpResponse<byte[]> get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(pathAndQuery));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /// As [#get], with the operator's token.
    HttpResponse<byte[]> getAsOperator(String pathAndQuery) throws IOException, InterruptedException {
        return get(pathAndQuery, "Authorization", "Bearer " + operatorToken());
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        http.close();
        aws.close();
        pipeline.close();
    }
}
