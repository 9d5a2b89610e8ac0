package photos.local.sqs;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import photos.json.Json;
import photos.local.account.LocalAccount;
import photos.local.port.LoopbackPort;
import photos.local.template.Stack;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The queues of a stack. Their messages are kept in memory and do not survive a restart: they are hints, and whoever
/// starts the local mode looks through the bucket anyway.
public final class LocalQueues implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /// The server's own default is a line for every message.
    private static final Map<String, String> QUIET =
            Map.of("pekko.loglevel", "WARNING", "pekko.stdout-loglevel", "WARNING", "pekko.daemonic", "on");

    private final SQSRestServer server;
    private final ActorSystem actors;
    private final SqsClient client;
    private final URI endpoint;
    private final LocalAccount account;

    private LocalQueues(
            SQSRestServer server, ActorSystem actors, SqsClient client, URI endpoint, LocalAccount account) {
        this.server = server;
        this.actors = actors;
        this.client = client;
        this.endpoint = endpoint;
        this.account = account;
    }

    /// Starts SQS and makes the queues.
    ///
    /// @throws photos.local.port.PortInUse if another program listens on the port
    public static LocalQueues start(int port, LocalAccount account, List<Stack.Queue> queues) {
        LoopbackPort.requireFree(port, "SQS");
        ActorSystem actors =
                ActorSystem.create("sqs", ConfigFactory.parseMap(QUIET).withFallback(ConfigFactory.load()));
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withInterface(HOST)
                .withPort(port)
                .withServerAddress(new NodeAddress("http", HOST, port, ""))
                .withAWSRegion(account.region())
                .withAWSAccountId(account.number())
                .start();
        server.waitUntilStarted();
        URI endpoint = URI.create("http://" + HOST + ":" + port);
        LocalQueues local = new LocalQueues(server, actors, client(endpoint, account), endpoint, account);
        local.create(queues);
        return local;
    }

    private static SqsClient client(URI endpoint, LocalAccount account) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(account.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(account.accessKey(), account.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .build();
    }

    private void create(List<Stack.Queue> queues) {
        // A queue can only name dead letters that are there already.
        queues.stream()
                .sorted(Comparator.comparing(queue -> queue.deadLetters().isPresent()))
                .forEach(queue ->
                        client.createQueue(r -> r.queueName(queue.name()).attributes(attributes(queue))));
    }

    private Map<QueueAttributeName, String> attributes(Stack.Queue queue) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(queue.visibilitySeconds()));
        attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Integer.toString(queue.retentionSeconds()));
        queue.deadLetters()
                .ifPresent(letters -> attributes.put(
                        QueueAttributeName.REDRIVE_POLICY,
                        Json.write(Map.of(
                                "deadLetterTargetArn",
                                account.queueArn(letters.queueName()),
                                "maxReceiveCount",
                                letters.maxReceiveCount()))));
        return attributes;
    }

    public URI endpoint() {
        return endpoint;
    }

    /// A queue's address, as `GetQueueUrl` gives it.
    public String url(String queueName) {
        return endpoint + "/" + account.number() + "/" + queueName;
    }

    /// A client for these queues; closed with them.
    public SqsClient client() {
        return client;
    }

    public void send(String queueName, String body) {
        client.sendMessage(r -> r.queueUrl(url(queueName)).messageBody(body));
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
        actors.terminate();
    }
}
