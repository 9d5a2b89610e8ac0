package photos.local.pipeline;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import photos.local.await.Await;
import photos.local.process.ChildProcess;
import photos.local.process.Jvm;
import photos.local.process.Program;

/// One more image processor on a pipeline's stores, as it is after an operator changed its settings.
final class ProcessorUnderTest implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final URI uri;

    private ProcessorUnderTest(ChildProcess process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /// Returns when it is ready.
    ///
    /// @param directory of its own
    /// @param changed settings that are not as the template has them
    static ProcessorUnderTest start(TestPipeline pipeline, Path directory, Map<String, String> changed)
            throws Exception {
        LocalSettings settings = new LocalSettings(pipeline.settings().project(), directory, FreePorts.fourInARow());
        Program usual = ProcessorProcess.program(
                settings,
                pipeline.pipeline().stack(),
                pipeline.pipeline().secrets(),
                Jvm.in(directory.resolve("lib")),
                Between.NOTHING);
        Map<String, String> environment = new HashMap<>(usual.environment());
        LocalPorts stores = pipeline.settings().ports();
        environment.putAll(LocalSettings.ACCOUNT.environment(
                LocalPorts.url(stores.s3()), LocalPorts.url(stores.dynamoDb()), LocalPorts.url(stores.sqs())));
        environment.putAll(changed);
        Program program =
                new Program(usual.name(), usual.command(), environment, usual.directory(), usual.log(), usual.grace());
        ProcessorUnderTest started = new ProcessorUnderTest(
                ChildProcess.start(program), LocalPorts.url(settings.ports().processor()));
        Await.until("it is ready", START, started::isReady);
        return started;
    }

    private boolean isReady() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(uri("/health/ready")).build();
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (Exception _) {
            return false;
        }
    }

    URI uri(String path) {
        return uri.resolve(path);
    }

    @Override
    public void close() {
        process.close();
    }
}
