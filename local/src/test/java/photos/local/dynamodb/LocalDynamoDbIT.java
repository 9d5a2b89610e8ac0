package photos.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.account.LocalAccount;
import photos.local.await.Await;
import photos.local.port.LoopbackPort;
import photos.local.port.PortInUse;
import photos.local.process.Jvm;
import photos.local.template.Stack;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class LocalDynamoDbIT {
    private static final Path LIBRARY = Path.of("parts/dynamodb-local/target/lib");
    private static final LocalAccount ACCOUNT =
            new LocalAccount("eu-central-1", "123456789012", "LOCALKEY", "local-secret");
    private static final Stack.Index BY_MONTH =
            new Stack.Index("byMonth", "takenMonth", Optional.of("takenAt"), "INCLUDE", List.of("state", "camera"));
    private static final Stack.Index BY_STATE =
            new Stack.Index("byState", "openState", Optional.empty(), "KEYS_ONLY", List.of());

    @TempDir
    private Path directory;

    private static Stack.Table table(List<Stack.Index> indexes) {
        return new Stack.Table(
                "PhotoMetadata-local",
                "objectKey",
                indexes.contains(BY_MONTH)
                        ? Map.of("objectKey", "S", "takenMonth", "S", "takenAt", "S", "openState", "S")
                        : Map.of("objectKey", "S", "openState", "S"),
                indexes,
                Optional.of("expiresAt"));
    }

    private LocalDynamoDb start(int port) throws Exception {
        return LocalDynamoDb.start(port, directory.resolve("db"), LIBRARY, ACCOUNT, Jvm.in(directory));
    }

    private static DynamoDbClient client(LocalDynamoDb dynamoDb) {
        return DynamoDbClient.builder()
                .endpointOverride(dynamoDb.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("LOCALKEY", "local-secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Test
    void the_templates_table_is_made_and_what_is_in_it_survives_restarts_and_kills() throws Exception {
        int port = LoopbackPort.anyFree();
        try (LocalDynamoDb dynamoDb = start(port);
                DynamoDbClient client = client(dynamoDb)) {
            dynamoDb.requireTable(table(List.of(BY_MONTH, BY_STATE)));
            assertThat(client.describeTimeToLive(r -> r.tableName("PhotoMetadata-local"))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.ENABLED);
            putOnce(client, "uploads/a.jpg");
            assertThatThrownBy(() -> putOnce(client, "uploads/a.jpg"))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            assertThat(inMonth(client)).isEqualTo(1);
            assertThatThrownBy(() -> start(port)).isInstanceOf(PortInUse.class).hasMessageContaining("DynamoDB");
            assertOnlyOnLoopback(port);

            long pid = dynamoDb.pid();
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
            Await.until("another process runs", () -> dynamoDb.pid() != pid);
            Await.until("the item is still there", () -> isThere(client));
        }
        try (LocalDynamoDb dynamoDb = start(port);
                DynamoDbClient client = client(dynamoDb)) {
            dynamoDb.requireTable(table(List.of(BY_STATE, BY_MONTH)));
            assertThat(inMonth(client)).isEqualTo(1);
            assertThatThrownBy(() -> dynamoDb.requireTable(table(List.of(BY_STATE))))
                    .isInstanceOf(TableDiffers.class)
                    .hasMessageContaining("PhotoMetadata-local")
                    .hasMessageContaining("has key objectKey; index byMonth on takenMonth, takenAt with INCLUDE"
                            + " [camera, state]; index byState on openState with KEYS_ONLY,"
                            + " but the template says key objectKey; index byState on openState with KEYS_ONLY");
        }
    }

    private static void putOnce(DynamoDbClient client, String key) {
        client.putItem(r -> r.tableName("PhotoMetadata-local")
                .item(Map.of(
                        "objectKey", text(key), "takenMonth", text("2026-07"), "takenAt", text("2026-07-01T12:00")))
                .conditionExpression("attribute_not_exists(objectKey)"));
    }

    /// A process that has just been started may not listen yet.
    private static boolean isThere(DynamoDbClient client) {
        try {
            return inMonth(client) == 1;
        } catch (SdkClientException _) {
            return false;
        }
    }

    private static int inMonth(DynamoDbClient client) {
        return client.query(r -> r.tableName("PhotoMetadata-local")
                        .indexName("byMonth")
                        .keyConditionExpression("takenMonth = :m")
                        .expressionAttributeValues(Map.of(":m", text("2026-07"))))
                .count();
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static void assertOnlyOnLoopback(int port) throws Exception {
        List<InetSocketAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(address -> new InetSocketAddress(address, port))
                .toList();
        for (InetSocketAddress other : others) {
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(other, 1_000)).isInstanceOf(IOException.class);
            }
        }
    }
}
