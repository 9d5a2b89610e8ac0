package photos.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A mapping of a template with a name for messages; every question is answered or refused with a sentence.
///
/// @param what such as `PhotoBucket (AWS::S3::Bucket)`
record Section(String what, Value.Fields fields) {

    Place place() {
        return fields.place();
    }

    UnreadableTemplate refusal(String sentence) {
        return new UnreadableTemplate(place(), what + " " + sentence);
    }

    /// @param expected what should be there, for the message
    Value value(String name, String expected) throws UnreadableTemplate {
        return optional(name).orElseThrow(() -> refusal("has no " + name + "; expected " + expected));
    }

    Optional<Value> optional(String name) {
        return Optional.ofNullable(fields.values().get(name));
    }

    String text(String name, String expected) throws UnreadableTemplate {
        return textOf(name, value(name, expected), expected);
    }

    Optional<String> optionalText(String name) throws UnreadableTemplate {
        Optional<Value> value = optional(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(textOf(name, value.get(), "a text"));
    }

    List<String> texts(String name, String expected) throws UnreadableTemplate {
        List<String> texts = new ArrayList<>();
        for (Value value : items(name, expected)) {
            texts.add(textOf(name, value, expected));
        }
        return texts;
    }

    int number(String name, String expected) throws UnreadableTemplate {
        String text = text(name, expected);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refusal("has " + name + " '" + text + "'; expected " + expected);
        }
    }

    /// @param byDefault what CloudFormation takes where the property is absent
    int number(String name, String expected, int byDefault) throws UnreadableTemplate {
        return optional(name).isEmpty() ? byDefault : number(name, expected);
    }

    Section section(String name, String expected) throws UnreadableTemplate {
        return sectionOf(name, value(name, expected), expected);
    }

    Optional<Section> optionalSection(String name) throws UnreadableTemplate {
        Optional<Value> value = optional(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(sectionOf(name, value.get(), "a mapping"));
    }

    /// The mappings of a list; none where the property is absent.
    List<Section> sections(String name) throws UnreadableTemplate {
        List<Section> sections = new ArrayList<>();
        if (optional(name).isPresent()) {
            for (Value value : items(name, "a list of mappings")) {
                sections.add(sectionOf(name, value, "a list of mappings"));
            }
        }
        return sections;
    }

    /// Every entry as a mapping of its own, named by its key; `Fields` of the template's top sections.
    SequencedMap<String, Section> named() throws UnreadableTemplate {
        SequencedMap<String, Section> named = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : fields.values().entrySet()) {
            if (!(entry.getValue() instanceof Value.Fields mapping)) {
                throw new UnreadableTemplate(entry.getValue().place(), entry.getKey() + " must be a mapping");
            }
            named.put(entry.getKey(), new Section(entry.getKey(), mapping));
        }
        return named;
    }

    private List<Value> items(String name, String expected) throws UnreadableTemplate {
        return switch (value(name, expected)) {
            case Value.Items items -> items.values();
            case Value.Text _, Value.Fields _ ->
                throw refusal("has a " + name + " that is no list; expected " + expected);
        };
    }

    private String textOf(String name, Value value, String expected) throws UnreadableTemplate {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Items _, Value.Fields _ ->
                throw new UnreadableTemplate(
                        value.place(), what + " has a " + name + " that is no text; expected " + expected);
        };
    }

    private Section sectionOf(String name, Value value, String expected) throws UnreadableTemplate {
        return switch (value) {
            case Value.Fields mapping -> new Section(what + ", " + name, mapping);
            case Value.Text _, Value.Items _ ->
                throw new UnreadableTemplate(
                        value.place(), what + " has a " + name + " that is no mapping; expected " + expected);
        };
    }
}
