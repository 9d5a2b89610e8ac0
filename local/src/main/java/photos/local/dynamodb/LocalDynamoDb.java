package photos.local.dynamodb;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import photos.local.account.LocalAccount;
import photos.local.port.LoopbackPort;
import photos.local.process.Backoff;
import photos.local.process.ChildProcess;
import photos.local.process.Jvm;
import photos.local.process.Program;
import photos.local.process.Supervised;
import photos.local.template.Stack;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// DynamoDB Local, a process of its own on its own class path, with what it stores in a directory.
public final class LocalDynamoDb implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration ASK_AGAIN = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Supervised<ChildProcess> process;
    private final DynamoDbClient client;
    private final URI endpoint;
    private final Path directory;

    private LocalDynamoDb(Supervised<ChildProcess> process, DynamoDbClient client, URI endpoint, Path directory) {
        this.process = process;
        this.client = client;
        this.endpoint = endpoint;
        this.directory = directory;
    }

    /// Starts DynamoDB and waits until it answers.
    ///
    /// @param directory where it stores, and where its log `dynamodb.log` is
    /// @param library the directory with its jars and native libraries
    /// @throws photos.local.port.PortInUse if another program listens on the port
    /// @throws IOException if it does not answer within a minute
    public static LocalDynamoDb start(int port, Path directory, Path library, LocalAccount account, Jvm jvm)
            throws IOException {
        LoopbackPort.requireFree(port, "DynamoDB");
        Path data = directory.toAbsolutePath();
        Files.createDirectories(data);
        Program program = program(port, data, library.toAbsolutePath(), jvm);
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Supervised<ChildProcess> process =
                Supervised.start("DynamoDB", () -> ChildProcess.start(program), Backoff.STANDARD);
        LocalDynamoDb local = new LocalDynamoDb(process, client(endpoint, account), endpoint, data);
        local.awaitReady(program.log());
        return local;
    }

    private static Program program(int port, Path data, Path library, Jvm jvm) throws IOException {
        if (!Files.isDirectory(library)) {
            throw new IOException("cannot start DynamoDB: its jars are not in " + library
                    + "; they are fetched by the build (mvn package)");
        }
        Path main = data.resolve("loopback.jar");
        Jvm.writeJar(main, Map.of(), List.of(LoopbackDynamoDb.class));
        return new Program(
                "DynamoDB",
                jvm.command(
                        List.of(
                                "-Xmx512m",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.library.path=" + library),
                        List.of(
                                "-cp",
                                main + File.pathSeparator + library + "/*",
                                LoopbackDynamoDb.class.getName(),
                                "-port",
                                Integer.toString(port),
                                "-dbPath",
                                data.toString(),
                                "-sharedDb",
                                "-disableTelemetry")),
                Map.of("DDB_LOCAL_TELEMETRY", "0", "LC_ALL", "C.UTF-8"),
                data,
                data.resolve("dynamodb.log"),
                GRACE);
    }

    private static DynamoDbClient client(URI endpoint, LocalAccount account) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(account.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(account.accessKey(), account.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private void awaitReady(Path log) throws IOException {
        Instant deadline = Instant.now().plus(READY);
        while (!answers()) {
            if (Instant.now().isAfter(deadline) || hasEnded()) {
                close();
                throw new IOException("DynamoDB did not start at " + endpoint + "; its log is " + log);
            }
        }
    }

    private boolean answers() {
        try {
            client.listTables();
            return true;
        } catch (SdkException _) {
            return false;
        }
    }

    /// Waits a moment for the process to end, which is also the pause between two questions.
    private boolean hasEnded() {
        try {
            process.current().ended().get(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException _) {
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Makes the table if it is not there.
    ///
    /// @throws TableDiffers if a table of this name is there with other keys or indexes
    public void requireTable(Stack.Table table) {
        try {
            TableDescription found =
                    client.describeTable(r -> r.tableName(table.name())).table();
            requireSame(table, found);
        } catch (ResourceNotFoundException _) {
            client.createTable(TableSchema.creation(table));
            client.waiter().waitUntilTableExists(r -> r.tableName(table.name()));
        }
        table.expiryAttribute().ifPresent(attribute -> requireExpiry(table.name(), attribute));
    }

    private void requireSame(Stack.Table table, TableDescription found) {
        String is = TableSchema.words(found);
        String wanted = TableSchema.words(table);
        if (!is.equals(wanted)) {
            throw new TableDiffers(table.name(), directory.toString(), is, wanted);
        }
    }

    private void requireExpiry(String table, String attribute) {
        TimeToLiveStatus status = client.describeTimeToLive(r -> r.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(r -> r.tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true)));
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
