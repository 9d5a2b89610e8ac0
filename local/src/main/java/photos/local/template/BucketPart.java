package photos.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The photo bucket and what it announces.
final class BucketPart {

    private BucketPart() {}

    static Stack.Bucket of(Resource bucket, Queues queues) throws UnreadableTemplate {
        Section properties = bucket.properties();
        Section announced = properties.section("NotificationConfiguration", "QueueConfigurations that name a queue");
        List<Stack.Notification> notifications = new ArrayList<>();
        for (Section configuration : announced.sections("QueueConfigurations")) {
            notifications.add(notification(configuration, queues));
        }
        if (notifications.isEmpty() || announced.fields().values().size() > 1) {
            throw announced.refusal("must have QueueConfigurations and nothing else, because only queues run locally");
        }
        return new Stack.Bucket(properties.text("BucketName", "the bucket's name"), notifications);
    }

    private static Stack.Notification notification(Section configuration, Queues queues) throws UnreadableTemplate {
        String prefix = "";
        String suffix = "";
        for (Section rule : rules(configuration)) {
            String value = rule.text("Value", "a beginning or an end of object keys");
            switch (rule.text("Name", "prefix or suffix").toLowerCase(Locale.ROOT)) {
                case "prefix" -> prefix = value;
                case "suffix" -> suffix = value;
                default -> throw rule.refusal("has an unknown Name; expected prefix or suffix");
            }
        }
        return new Stack.Notification(event(configuration), prefix, suffix, queues.nameAt(configuration, "Queue"));
    }

    private static List<Section> rules(Section configuration) throws UnreadableTemplate {
        return configuration.optionalSection("Filter").isEmpty()
                ? List.of()
                : configuration
                        .section("Filter", "an S3Key")
                        .section("S3Key", "Rules")
                        .sections("Rules");
    }

    private static String event(Section configuration) throws UnreadableTemplate {
        String event = configuration.text("Event", "an event such as s3:ObjectCreated:*");
        if (!event.startsWith("s3:Object")) {
            throw configuration.refusal("has Event '" + event + "'; expected one such as s3:ObjectCreated:*");
        }
        return event;
    }
}
