package photos.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.account.LocalAccount;
import photos.local.await.Await;
import photos.local.port.LoopbackPort;
import photos.local.process.Backoff;
import photos.local.process.Jvm;
import photos.local.sqs.LocalQueues;
import photos.local.template.Stack;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class EventSourceMappingIT {
    private static final LocalAccount ACCOUNT =
            new LocalAccount("eu-central-1", "123456789012", "LOCALKEY", "local-secret");
    private static final int TIMEOUT_SECONDS = 3;
    private static final int VISIBILITY_SECONDS = 60;
    private static LocalQueues queues;

    @TempDir
    private Path directory;

    private Path record;

    @BeforeAll
    static void startQueues() {
        queues = LocalQueues.start(
                LoopbackPort.anyFree(),
                ACCOUNT,
                List.of(
                        new Stack.Queue("partial", VISIBILITY_SECONDS, 3_600, Optional.empty()),
                        new Stack.Queue("killed", VISIBILITY_SECONDS, 3_600, Optional.empty()),
                        new Stack.Queue("slow", VISIBILITY_SECONDS, 3_600, Optional.empty()),
                        new Stack.Queue("closing", VISIBILITY_SECONDS, 3_600, Optional.empty())));
    }

    @AfterAll
    static void stopQueues() {
        queues.close();
    }

    @BeforeEach
    void prepare() {
        record = directory.resolve("record.txt");
    }

    private LambdaSettings settings(int timeoutSeconds) {
        URI nowhere = URI.create("http://127.0.0.1:1");
        Map<String, String> environment = new HashMap<>();
        environment.put("RECORD", record.toString());
        return new LambdaSettings(
                new Stack.Function(
                        "ingest", RecordingFunction.class.getName() + "::handle", 256, timeoutSeconds, environment),
                ACCOUNT,
                Path.of("target/test-classes"),
                Path.of("parts/lambda-runtime/target/lib"),
                ACCOUNT.environment(nowhere, nowhere, queues.endpoint()),
                directory.resolve("lambda"));
    }

    private static EventSourceMapping map(String queue, LambdaSettings settings, LambdaFunction function) {
        return EventSourceMapping.start(
                new Stack.Mapping(queue, 10, 2, true),
                new QueueSource(queues.client(), queues.url(queue), VISIBILITY_SECONDS),
                settings,
                function);
    }

    @Test
    void only_the_messages_that_failed_stay_in_the_queue() throws Exception {
        queues.client()
                .sendMessageBatch(r -> r.queueUrl(queues.url("partial"))
                        .entries(List.of(entry("good-1"), entry("fail-1"), entry("good-2"), entry("throw-once"))));
        LambdaSettings settings = settings(TIMEOUT_SECONDS);
        try (LambdaFunction function = LambdaFunction.start(settings, 1, Jvm.in(directory), Backoff.STANDARD);
                EventSourceMapping _ = map("partial", settings, function)) {
            Await.until(
                    "all but one are done",
                    () -> lines().containsAll(List.of("done good-1", "done good-2", "done throw-once"))
                            && messages("partial") == 1);
        }
        assertThat(lines()).contains("begun throw-once 1", "begun throw-once 2").doesNotContain("done fail-1");
    }

    @Test
    void a_process_killed_at_work_is_replaced_and_the_message_is_done() throws Exception {
        queues.send("killed", "hang-once");
        LambdaSettings settings = settings(60);
        try (LambdaFunction function = LambdaFunction.start(settings, 1, Jvm.in(directory), Backoff.STANDARD);
                EventSourceMapping _ = map("killed", settings, function)) {
            Await.until("the message is begun", () -> lines().contains("begun hang-once 1"));
            ProcessHandle.of(function.pids().getFirst()).orElseThrow().destroyForcibly();
            Await.until("the message is done", () -> lines().contains("done hang-once") && messages("killed") == 0);
        }
        assertThat(lines()).containsExactly("begun hang-once 1", "begun hang-once 2", "done hang-once");
    }

    @Test
    void a_function_that_takes_too_long_is_killed_and_others_go_on() throws Exception {
        queues.send("slow", "hang-once");
        LambdaSettings settings = settings(TIMEOUT_SECONDS);
        try (LambdaFunction function = LambdaFunction.start(settings, 2, Jvm.in(directory), Backoff.STANDARD);
                EventSourceMapping _ = map("slow", settings, function)) {
            List<Long> before = function.pids();
            Await.until("the message is begun", () -> lines().contains("begun hang-once 1"));
            queues.send("slow", "good-1");
            Await.until("the other is done meanwhile", () -> lines().contains("done good-1"));
            assertThat(lines()).doesNotContain("done hang-once");
            Await.until("the message is done", () -> lines().contains("done hang-once") && messages("slow") == 0);
            assertThat(function.pids()).hasSize(2).isNotEqualTo(before);
        }
    }

    @Test
    void closing_lets_the_running_invocation_end_and_leaves_no_process() throws Exception {
        LambdaSettings settings = settings(TIMEOUT_SECONDS);
        LambdaFunction function = LambdaFunction.start(settings, 1, Jvm.in(directory), Backoff.STANDARD);
        long pid = function.pids().getFirst();
        EventSourceMapping mapping = map("closing", settings, function);
        queues.send("closing", "hang-once");
        Await.until("the message is begun", () -> lines().contains("begun hang-once 1"));
        mapping.close();
        // It ended by its own time limit, not by the closing: the message was given back.
        queues.send("closing", "good-1");
        function.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(messages("closing")).isEqualTo(2);
        assertThat(lines()).containsExactly("begun hang-once 1");
    }

    private static SendMessageBatchRequestEntry entry(String body) {
        return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
    }

    private List<String> lines() throws IOException {
        return Files.exists(record) ? Files.readAllLines(record) : List.of();
    }

    private static int messages(String queue) {
        Map<QueueAttributeName, String> attributes = queues.client()
                .getQueueAttributes(r -> r.queueUrl(queues.url(queue)).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"))
                + Integer.parseInt(
                        attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"));
    }
}
