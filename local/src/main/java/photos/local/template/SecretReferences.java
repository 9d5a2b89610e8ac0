package photos.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dynamic references: `{{resolve:secretsmanager:<secret>:SecretString:<key>}}`, wherever they stand in properties.
final class SecretReferences {

    private static final Pattern ANY = Pattern.compile("\\{\\{resolve:.*?}}");
    // The secret may be an ARN, which has colons of its own.
    private static final Pattern SECRET =
            Pattern.compile("\\{\\{resolve:secretsmanager:(.+?)(?::SecretString(?::([^:}]*))?)?}}");

    private final LocalNames names;

    SecretReferences(LocalNames names) {
        this.names = names;
    }

    Value replaced(Value value) throws UnreadableTemplate {
        return switch (value) {
            case Value.Text text -> new Value.Text(replacedIn(text), text.place());
            case Value.Items items -> new Value.Items(replacedAll(items.values()), items.place());
            case Value.Fields fields -> replacedFields(fields);
        };
    }

    Value.Fields replacedFields(Value.Fields fields) throws UnreadableTemplate {
        Map<String, Value> replaced = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : fields.values().entrySet()) {
            replaced.put(entry.getKey(), replaced(entry.getValue()));
        }
        return new Value.Fields(replaced, fields.place());
    }

    private List<Value> replacedAll(List<Value> values) throws UnreadableTemplate {
        List<Value> replaced = new ArrayList<>();
        for (Value value : values) {
            replaced.add(replaced(value));
        }
        return replaced;
    }

    private String replacedIn(Value.Text text) throws UnreadableTemplate {
        StringBuilder result = new StringBuilder();
        Matcher reference = ANY.matcher(text.text());
        while (reference.find()) {
            reference.appendReplacement(result, Matcher.quoteReplacement(secret(reference.group(), text.place())));
        }
        return reference.appendTail(result).toString();
    }

    private String secret(String reference, Place place) throws UnreadableTemplate {
        Matcher secret = SECRET.matcher(reference);
        if (!secret.matches()) {
            throw new UnreadableTemplate(
                    place, reference + " is not a reference a local run knows; expected {{resolve:secretsmanager:…}}");
        }
        String key = secret.group(2);
        return names.secret(secret.group(1), key == null ? "" : key);
    }
}
