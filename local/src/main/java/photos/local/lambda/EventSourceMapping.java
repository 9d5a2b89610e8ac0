package photos.local.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.local.process.Supervised;
import photos.local.template.Stack;
import software.amazon.awssdk.services.sqs.model.Message;

/// Feeds a function from a queue, as Lambda does: receives messages, invokes the function with them, and deletes those
/// that did not fail.
///
/// Differences from AWS, all towards haste: when the function throws, dies or takes too long, its messages come back
/// after a wait of 1 s that doubles with every receive, up to the queue's visibility timeout; on AWS they come back
/// after that timeout. Messages that the function itself reports as failed are left as on AWS: they come back when
/// their visibility ends, which the function may have changed. Batches never hold more than 10 messages, as one
/// request to SQS brings no more, and are never waited for.
public final class EventSourceMapping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSourceMapping.class);
    private static final Duration LOOK_UP = Duration.ofSeconds(1);
    private static final Duration NEWER_PROCESS = Duration.ofMillis(200);
    private static final int LOG_CHARACTERS = 1_000;

    private final Stack.Mapping mapping;
    private final QueueSource queue;
    private final SqsEventJson event;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Duration longestInvocation;
    private final List<Thread> threads = new ArrayList<>();

    private EventSourceMapping(Stack.Mapping mapping, QueueSource queue, SqsEventJson event, Duration longest) {
        this.mapping = mapping;
        this.queue = queue;
        this.event = event;
        this.longestInvocation = longest;
    }

    /// Begins to receive. Each of the function's processes has one invocation at a time, so that their number is the
    /// mapping's maximum concurrency.
    public static EventSourceMapping start(
            Stack.Mapping mapping, QueueSource queue, LambdaSettings settings, LambdaFunction function) {
        EventSourceMapping started = new EventSourceMapping(
                mapping,
                queue,
                new SqsEventJson(
                        settings.account().queueArn(mapping.queueName()),
                        settings.account().region()),
                Duration.ofSeconds(settings.function().timeoutSeconds()));
        for (Supervised<LambdaProcess> process : function.processes()) {
            started.threads.add(Thread.ofVirtual().name("mapping").start(() -> started.run(process)));
        }
        return started;
    }

    private void run(Supervised<LambdaProcess> process) {
        try {
            while (closing.getCount() > 0) {
                LambdaProcess current = process.current();
                // Messages are received only for a process that can take them at once: a function that cannot start
                // shall not use up their receives.
                if (current.awaitIdle(NEWER_PROCESS)) {
                    runBatch(current);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void runBatch(LambdaProcess process) throws InterruptedException {
        try {
            List<Message> messages = queue.receive(mapping.batchSize(), LOOK_UP);
            if (!messages.isEmpty()) {
                settle(messages, process.invoke(event.text(messages)));
            }
        } catch (RuntimeException e) {
            LOG.warn("cannot work with the queue {}; it is tried again", mapping.queueName(), e);
            boolean _ = closing.await(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void settle(List<Message> messages, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered(String body) -> settleAnswer(messages, body);
            case Outcome.FunctionError(String body) -> failed(messages, "the function threw " + excerpt(body));
            case Outcome.TimedOut(Duration timeout) -> failed(messages, "the function took longer than " + timeout);
            case Outcome.ProcessDied(String how) -> failed(messages, "the function's process is gone: " + how);
        }
    }

    private void settleAnswer(List<Message> messages, String body) {
        Set<String> ids = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        Optional<Set<String>> failed =
                mapping.partialResponses() ? BatchAnswer.failed(body, ids) : Optional.of(Set.of());
        if (failed.isEmpty()) {
            failed(messages, "the function's answer is no list of batch item failures: " + excerpt(body));
            return;
        }
        queue.delete(messages.stream()
                .filter(message -> !failed.orElseThrow().contains(message.messageId()))
                .toList());
    }

    private void failed(List<Message> messages, String why) {
        LOG.warn("{} messages come back to {}: {}", messages.size(), mapping.queueName(), why);
        queue.comeBack(messages);
    }

    private static String excerpt(String body) {
        return body.length() <= LOG_CHARACTERS ? body : body.substring(0, LOG_CHARACTERS) + "…";
    }

    /// Receives no more, and waits for the invocations under way for as long as they may take.
    @Override
    public void close() {
        closing.countDown();
        try {
            for (Thread thread : threads) {
                if (!thread.join(longestInvocation.plus(LOOK_UP).plus(LOOK_UP))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
