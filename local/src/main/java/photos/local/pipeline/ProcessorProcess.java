package photos.local.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import photos.local.process.ChildProcess;
import photos.local.process.Jvm;
import photos.local.process.Program;
import photos.local.process.Supervised;
import photos.local.template.Stack;

/// The image processor as a process of its own, from its deployable jar, with the settings that the template's user
/// data gives it on EC2.
final class ProcessorProcess implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration ASK_AGAIN = Duration.ofMillis(100);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(95);

    private final Supervised<ChildProcess> process;
    private final URI ready;
    private final Path log;

    private ProcessorProcess(Supervised<ChildProcess> process, URI ready, Path log) {
        this.process = process;
        this.ready = ready;
        this.log = log;
    }

    static ProcessorProcess start(LocalSettings settings, Stack stack, LocalSecrets secrets, Jvm jvm, Between between)
            throws IOException {
        Program program = program(settings, stack, secrets, jvm, between);
        Supervised<ChildProcess> process =
                Supervised.start("the image processor", () -> ChildProcess.start(program), between.restarts());
        URI ready = LocalPorts.url(settings.ports().processor()).resolve("/health/ready");
        return new ProcessorProcess(process, ready, program.log());
    }

    static Program program(LocalSettings settings, Stack stack, LocalSecrets secrets, Jvm jvm, Between between)
            throws IOException {
        Path directory = settings.data().resolve("image-processor");
        return new Program(
                "the image processor",
                jvm.command(
                        List.of(
                                "-Xmx1g",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--add-modules=jdk.incubator.vector"),
                        List.of(
                                "-jar",
                                settings.deployed(settings.processorJar()).toString())),
                environment(settings, stack, secrets, directory, between),
                directory,
                directory.resolve("image-processor.log"),
                STOP_LIMIT);
    }

    /// The template's settings; only where things are is this machine's.
    private static Map<String, String> environment(
            LocalSettings settings, Stack stack, LocalSecrets secrets, Path directory, Between between) {
        Map<String, String> environment = new LinkedHashMap<>(stack.processorSettings());
        environment.putAll(settings.surroundings(between));
        environment.computeIfPresent(
                "PHOTOS_PORT",
                (name, ofTemplate) -> Integer.toString(settings.ports().processor()));
        environment.computeIfPresent(
                "PHOTOS_WORK_DIR",
                (name, ofTemplate) -> directory.resolve("work").toString());
        // What this machine has installed, the template cannot know.
        environment.computeIfPresent(
                "PHOTOS_HEIF", (name, ofTemplate) -> System.getenv().getOrDefault(name, ofTemplate));
        environment.put("PHOTOS_BIND", "127.0.0.1");
        environment.put("PHOTOS_JOB_KEYS", secrets.jobKey());
        environment.put("PHOTOS_OPERATOR_TOKEN", secrets.operatorToken());
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }

    /// @throws IOException naming its log, if it does not get ready
    void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isReady(http)) {
                if (System.nanoTime() > end || process.restarts() > 2) {
                    throw new IOException("the image processor did not get ready; its log is " + log);
                }
                pause();
            }
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /// Shorter if the process ends meanwhile.
    private void pause() throws InterruptedException {
        try {
            process.current().ended().get(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // asked again by the caller
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
