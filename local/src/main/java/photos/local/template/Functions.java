package photos.local.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// CloudFormation's intrinsic functions. What is not known here is refused, never passed on as it stands.
final class Functions {

    private static final String KNOWN =
            "Ref, GetAtt, Sub, If, FindInMap, Join, Select, Split, GetAZs, Base64 (and in Conditions Equals, Not, And, Or)";

    private final Section mappings;
    private final Conditions conditions;
    private final References references;
    private final Target target;

    Functions(Section mappings, Conditions conditions, References references, Target target) {
        this.mappings = mappings;
        this.conditions = conditions;
        this.references = references;
        this.target = target;
    }

    /// The value without functions; empty for `AWS::NoValue`, which removes the property it stands for.
    Optional<Value> resolve(Value value) throws UnreadableTemplate {
        return switch (value) {
            case Value.Text text -> Optional.of(text);
            case Value.Items items -> Optional.of(new Value.Items(resolveAll(items.values()), items.place()));
            case Value.Fields fields -> resolveFields(fields);
        };
    }

    /// @param user what needs the text, for the message
    String text(Value value, String user) throws UnreadableTemplate {
        Optional<Value> resolved = resolve(value);
        if (resolved.isPresent() && resolved.get() instanceof Value.Text text) {
            return text.text();
        }
        throw new UnreadableTemplate(value.place(), user + " needs a text here");
    }

    boolean holds(String condition, Place place) throws UnreadableTemplate {
        return conditions.holds(condition, place, this);
    }

    private List<Value> resolveAll(List<Value> values) throws UnreadableTemplate {
        List<Value> resolved = new ArrayList<>();
        for (Value value : values) {
            resolve(value).ifPresent(resolved::add);
        }
        return resolved;
    }

    private Optional<Value> resolveFields(Value.Fields fields) throws UnreadableTemplate {
        Map<String, Value> resolved = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : fields.values().entrySet()) {
            boolean function = entry.getKey().equals("Ref") || entry.getKey().startsWith("Fn::");
            if (function && fields.values().size() > 1) {
                throw new UnreadableTemplate(fields.place(), entry.getKey() + " must stand alone");
            }
            if (function) {
                return call(entry.getKey(), entry.getValue(), fields.place());
            }
            resolve(entry.getValue()).ifPresent(value -> resolved.put(entry.getKey(), value));
        }
        return Optional.of(new Value.Fields(resolved, fields.place()));
    }

    private Optional<Value> call(String function, Value argument, Place place) throws UnreadableTemplate {
        return switch (function) {
            case "Ref" -> references.ref(text(argument, function), place, this);
            case "Fn::If" -> choose(items(argument, function, 3));
            case "Fn::GetAtt" -> Optional.of(new Value.Text(attribute(items(argument, function, 2), place), place));
            case "Fn::Sub" -> Optional.of(new Value.Text(substitute(argument), place));
            case "Fn::Join" -> Optional.of(new Value.Text(join(items(argument, function, 2)), place));
            case "Fn::Base64" -> Optional.of(new Value.Text(base64(text(argument, function)), place));
            case "Fn::Select" -> Optional.of(select(items(argument, function, 2)));
            case "Fn::Split" -> Optional.of(split(items(argument, function, 2)));
            case "Fn::GetAZs" -> Optional.of(zones(text(argument, function), place));
            case "Fn::FindInMap" -> resolve(find(items(argument, function, 3)));
            default ->
                throw new UnreadableTemplate(
                        place, function + " is not a function a local run knows; known are " + KNOWN);
        };
    }

    private Optional<Value> choose(List<Value> arguments) throws UnreadableTemplate {
        Value condition = arguments.getFirst();
        return resolve(holds(text(condition, "Fn::If"), condition.place()) ? arguments.get(1) : arguments.get(2));
    }

    private String attribute(List<Value> path, Place place) throws UnreadableTemplate {
        return references.attribute(
                text(path.getFirst(), "Fn::GetAtt"), text(path.getLast(), "Fn::GetAtt"), place, this);
    }

    private String substitute(Value argument) throws UnreadableTemplate {
        return switch (argument) {
            case Value.Text text -> Substitution.in(text, Map.of(), this);
            case Value.Items(List<Value> values, Place _)
            when values.size() == 2
                    && values.getFirst() instanceof Value.Text text
                    && values.getLast() instanceof Value.Fields variables ->
                Substitution.in(text, variables.values(), this);
            case Value.Items _, Value.Fields _ ->
                throw new UnreadableTemplate(argument.place(), "Fn::Sub takes a text, or a text and a mapping");
        };
    }

    private String join(List<Value> arguments) throws UnreadableTemplate {
        List<String> parts = new ArrayList<>();
        for (Value part : list(arguments.getLast(), "Fn::Join")) {
            parts.add(text(part, "Fn::Join"));
        }
        return String.join(text(arguments.getFirst(), "Fn::Join"), parts);
    }

    private Value select(List<Value> arguments) throws UnreadableTemplate {
        List<Value> choices = list(arguments.getLast(), "Fn::Select");
        String index = text(arguments.getFirst(), "Fn::Select");
        if (!index.matches("\\d{1,4}") || Integer.parseInt(index) >= choices.size()) {
            throw new UnreadableTemplate(
                    arguments.getFirst().place(),
                    "Fn::Select '" + index + "' is outside its list of " + choices.size() + ", counted from 0");
        }
        return choices.get(Integer.parseInt(index));
    }

    private Value split(List<Value> arguments) throws UnreadableTemplate {
        String delimiter = text(arguments.getFirst(), "Fn::Split");
        String source = text(arguments.getLast(), "Fn::Split");
        Place place = arguments.getLast().place();
        return Value.Items.of(List.of(source.split(Pattern.quote(delimiter), -1)), place);
    }

    private Value zones(String region, Place place) {
        String wanted = region.isEmpty() ? target.region() : region;
        return Value.Items.of(List.of(wanted + "a", wanted + "b", wanted + "c"), place);
    }

    private Value find(List<Value> path) throws UnreadableTemplate {
        String map = text(path.get(0), "Fn::FindInMap");
        String top = text(path.get(1), "Fn::FindInMap");
        String second = text(path.get(2), "Fn::FindInMap");
        Place place = path.getFirst().place();
        return mappings.optionalSection(map)
                .orElseThrow(() -> new UnreadableTemplate(place, "there is no mapping " + map))
                .section(top, "what Fn::FindInMap in line " + place.line() + " names")
                .value(second, "what Fn::FindInMap in line " + place.line() + " names");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Value> list(Value value, String function) throws UnreadableTemplate {
        Optional<Value> resolved = resolve(value);
        if (resolved.isPresent() && resolved.get() instanceof Value.Items items) {
            return items.values();
        }
        throw new UnreadableTemplate(value.place(), function + " needs a list here");
    }

    private static List<Value> items(Value argument, String function, int count) throws UnreadableTemplate {
        if (argument instanceof Value.Items items && items.values().size() == count) {
            return items.values();
        }
        throw new UnreadableTemplate(argument.place(), function + " takes a list of " + count);
    }
}
