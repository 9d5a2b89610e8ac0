package photos.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import photos.json.Json;
import photos.local.account.LocalAccount;
import photos.local.await.Await;
import photos.local.port.LoopbackPort;
import photos.local.port.PortInUse;
import photos.local.template.Stack;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class LocalQueuesIT {
    private static final LocalAccount ACCOUNT =
            new LocalAccount("eu-central-1", "123456789012", "LOCALKEY", "local-secret");
    private static final List<Stack.Queue> STACK = List.of(
            new Stack.Queue("uploads", 300, 1_209_600, Optional.of(new Stack.DeadLetters("uploads-dead", 2))),
            new Stack.Queue("uploads-dead", 30, 1_209_600, Optional.empty()));
    private static int port;
    private static LocalQueues queues;

    @BeforeAll
    static void start() {
        port = LoopbackPort.anyFree();
        queues = LocalQueues.start(port, ACCOUNT, STACK);
    }

    @AfterAll
    static void stop() {
        queues.close();
    }

    @Test
    void the_queues_are_as_the_template_says() throws Exception {
        Map<QueueAttributeName, String> attributes = queues.client()
                .getQueueAttributes(r -> r.queueUrl(queues.url("uploads")).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(attributes)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "300")
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:eu-central-1:123456789012:uploads");
        assertThat(Json.text(
                        Json.object(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "")),
                        "deadLetterTargetArn"))
                .isEqualTo("arn:aws:sqs:eu-central-1:123456789012:uploads-dead");
        assertThat(queues.client().getQueueUrl(r -> r.queueName("uploads")).queueUrl())
                .isEqualTo(queues.url("uploads"));
    }

    @Test
    void a_message_received_too_often_becomes_a_dead_letter() throws Exception {
        queues.send("uploads", "poison");
        for (int receive = 1; receive <= 2; receive++) {
            Message message = receive("uploads").getFirst();
            queues.client()
                    .changeMessageVisibility(r -> r.queueUrl(queues.url("uploads"))
                            .receiptHandle(message.receiptHandle())
                            .visibilityTimeout(0));
        }
        Await.until(
                "the message is a dead letter",
                () -> receive("uploads").isEmpty()
                        && receive("uploads-dead").stream()
                                .anyMatch(message -> message.body().equals("poison")));
    }

    @Test
    void a_busy_port_is_named() {
        assertThatThrownBy(() -> LocalQueues.start(port, ACCOUNT, STACK))
                .isInstanceOf(PortInUse.class)
                .hasMessageStartingWith("cannot start SQS on 127.0.0.1:" + port);
    }

    private static List<Message> receive(String queue) {
        return queues.client()
                .receiveMessage(r -> r.queueUrl(queues.url(queue)))
                .messages();
    }
}
