package photos.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The template's queues by their ARN, which is how buckets, mappings and other queues name them.
final class Queues {

    private final Map<String, Stack.Queue> byArn;

    private Queues(Map<String, Stack.Queue> byArn) {
        this.byArn = byArn;
    }

    static Queues of(ResolvedTemplate template, Target target) throws UnreadableTemplate {
        Map<String, String> names = new LinkedHashMap<>();
        List<Resource> resources = template.ofType("AWS::SQS::Queue");
        for (Resource resource : resources) {
            String name = resource.properties().text("QueueName", "the queue's name");
            names.put(target.arn("sqs", name), name);
        }
        Map<String, Stack.Queue> byArn = new LinkedHashMap<>();
        for (Resource resource : resources) {
            Stack.Queue queue = queue(resource.properties(), names);
            byArn.put(target.arn("sqs", queue.name()), queue);
        }
        return new Queues(byArn);
    }

    List<Stack.Queue> all() {
        return List.copyOf(byArn.values());
    }

    /// The name of the queue that a property names by its ARN.
    String nameAt(Section section, String property) throws UnreadableTemplate {
        String arn = section.text(property, "a queue's ARN");
        return Optional.ofNullable(byArn.get(arn))
                .map(Stack.Queue::name)
                .orElseThrow(() -> notOurs(section, property, arn));
    }

    private static Stack.Queue queue(Section queue, Map<String, String> names) throws UnreadableTemplate {
        Optional<Section> redrive = queue.optionalSection("RedrivePolicy");
        return new Stack.Queue(
                queue.text("QueueName", "the queue's name"),
                queue.number("VisibilityTimeout", "seconds", 30),
                queue.number("MessageRetentionPeriod", "seconds", 345_600),
                redrive.isEmpty() ? Optional.empty() : Optional.of(deadLetters(redrive.get(), names)));
    }

    private static Stack.DeadLetters deadLetters(Section redrive, Map<String, String> names) throws UnreadableTemplate {
        String arn = redrive.text("deadLetterTargetArn", "a queue's ARN");
        String name =
                Optional.ofNullable(names.get(arn)).orElseThrow(() -> notOurs(redrive, "deadLetterTargetArn", arn));
        return new Stack.DeadLetters(name, redrive.number("maxReceiveCount", "how often a message may be received"));
    }

    private static UnreadableTemplate notOurs(Section section, String property, String arn) {
        return section.refusal("has " + property + " " + arn + "; expected the ARN of a queue of this template");
    }
}
