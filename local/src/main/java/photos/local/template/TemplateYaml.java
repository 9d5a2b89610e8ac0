package photos.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads a template's YAML with its line numbers. The short tags become their long forms: `!Sub x` is `{Fn::Sub: x}`.
final class TemplateYaml {

    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

    private final String file;

    private TemplateYaml(String file) {
        this.file = file;
    }

    /// @throws UnreadableTemplate if there is no such file, or it is no YAML that CloudFormation takes
    static Value.Fields read(Path template) throws UnreadableTemplate {
        TemplateYaml yaml = new TemplateYaml(template.toString());
        if (yaml.value(yaml.parse(textOf(template))) instanceof Value.Fields fields) {
            return fields;
        }
        throw new UnreadableTemplate(
                Place.of(template.toString()), "a template is a mapping with Resources, this is not");
    }

    private static String textOf(Path template) throws UnreadableTemplate {
        Place place = Place.of(template.toString());
        try {
            return Files.readString(template);
        } catch (NoSuchFileException e) {
            throw new UnreadableTemplate(place, "there is no such template file");
        } catch (IOException e) {
            throw new UnreadableTemplate(place, "cannot read the template file: " + e);
        }
    }

    private Node parse(String text) throws UnreadableTemplate {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new UnreadableTemplate(Place.of(file), "the template file is empty"));
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .map(mark -> new Place(file, mark.getLine() + 1))
                    .orElse(Place.of(file));
            throw new UnreadableTemplate(place, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new UnreadableTemplate(Place.of(file), "not YAML: " + e.getMessage());
        }
    }

    private Value value(Node node) throws UnreadableTemplate {
        Place place = placeOf(node);
        if (node.getAnchor().isPresent()) {
            throw new UnreadableTemplate(place, "an anchor, which CloudFormation does not take; write the value out");
        }
        return switch (node) {
            case ScalarNode scalar -> tagged(node, text(scalar, place));
            case SequenceNode sequence -> tagged(node, items(sequence, place));
            case MappingNode mapping -> tagged(node, fields(mapping, place));
            default -> throw new UnreadableTemplate(place, "expected a text, a list or a mapping");
        };
    }

    private static Value.Text text(ScalarNode scalar, Place place) throws UnreadableTemplate {
        if (scalar.getTag().equals(Tag.NULL)) {
            throw new UnreadableTemplate(place, "a name without a value, which CloudFormation does not take");
        }
        return new Value.Text(scalar.getValue(), place);
    }

    private Value.Items items(SequenceNode sequence, Place place) throws UnreadableTemplate {
        List<Value> values = new ArrayList<>();
        for (Node node : sequence.getValue()) {
            values.add(value(node));
        }
        return new Value.Items(values, place);
    }

    private Value.Fields fields(MappingNode mapping, Place place) throws UnreadableTemplate {
        Map<String, Value> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place keyPlace = placeOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new UnreadableTemplate(keyPlace, "a name must be a text");
            }
            Optional<Value> before = Optional.ofNullable(values.put(key.getValue(), value(tuple.getValueNode())));
            if (before.isPresent()) {
                throw new UnreadableTemplate(
                        keyPlace,
                        key.getValue() + " stands here for the second time, first in line "
                                + before.get().place().line());
            }
        }
        return new Value.Fields(values, place);
    }

    private static Value tagged(Node node, Value value) {
        String tag = node.getTag().getValue();
        if (tag.startsWith(STANDARD_TAGS)) {
            return value;
        }
        String function = tag.substring(1);
        return switch (function) {
            case "Ref", "Condition" -> Value.Fields.of(function, value);
            case "GetAtt" -> Value.Fields.of("Fn::GetAtt", attributePath(value));
            default -> Value.Fields.of("Fn::" + function, value);
        };
    }

    private static Value attributePath(Value value) {
        return value instanceof Value.Text(String text, Place place)
                ? Value.Items.of(List.of(text.split("\\.", 2)), place)
                : value;
    }

    private Place placeOf(Node node) {
        return node.getStartMark()
                .map(mark -> new Place(file, mark.getLine() + 1))
                .orElse(Place.of(file));
    }
}
