package photos.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The template's parameters with the values of this run: the environment's name, each default, and what the local
/// names supply where there is no default.
final class Parameters {

    private static final String ENVIRONMENT = "Environment";

    private final Map<String, Value> values;

    private Parameters(Map<String, Value> values) {
        this.values = values;
    }

    static Parameters of(Section parameters, String environment, LocalNames names) throws UnreadableTemplate {
        Map<String, Section> declared = parameters.named();
        if (!declared.containsKey(ENVIRONMENT)) {
            throw new UnreadableTemplate(
                    parameters.place(), "there is no parameter " + ENVIRONMENT + ", which names what runs here");
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, Section> entry : declared.entrySet()) {
            Section parameter = new Section(
                    "the parameter " + entry.getKey(), entry.getValue().fields());
            String text = entry.getKey().equals(ENVIRONMENT) ? environment : chosen(entry.getKey(), parameter, names);
            check(parameter, text);
            values.put(entry.getKey(), typed(parameter, text));
        }
        return new Parameters(values);
    }

    Optional<Value> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static String chosen(String name, Section parameter, LocalNames names) throws UnreadableTemplate {
        Optional<String> byDefault = parameter.optionalText("Default");
        return byDefault
                .or(() -> names.parameter(name))
                .orElseThrow(() -> parameter.refusal("has no Default, and the local run has no value for it"));
    }

    private static Value typed(Section parameter, String text) throws UnreadableTemplate {
        String type = parameter.text("Type", "a type such as String");
        boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
        return list
                ? Value.Items.of(List.of(text.split("\\s*,\\s*", -1)), parameter.place())
                : new Value.Text(text, parameter.place());
    }

    private static void check(Section parameter, String text) throws UnreadableTemplate {
        Optional<String> pattern = parameter.optionalText("AllowedPattern");
        if (pattern.isPresent() && !matches(parameter, pattern.get(), text)) {
            throw refused(parameter, text, "something that matches " + pattern.get());
        }
        if (parameter.optional("AllowedValues").isPresent()) {
            List<String> allowed = parameter.texts("AllowedValues", "a list of texts");
            if (!allowed.contains(text)) {
                throw refused(parameter, text, "one of " + String.join(", ", allowed));
            }
        }
        if (parameter.text("Type", "a type such as String").equals("Number")) {
            checkNumber(parameter, text);
        } else {
            checkBounds(parameter, text, text.length(), "Length", " characters");
        }
    }

    private static boolean matches(Section parameter, String pattern, String text) throws UnreadableTemplate {
        try {
            return Pattern.matches(pattern, text);
        } catch (PatternSyntaxException e) {
            throw parameter.refusal("has an AllowedPattern that is no regular expression: " + e.getDescription());
        }
    }

    private static void checkNumber(Section parameter, String text) throws UnreadableTemplate {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refused(parameter, text, "a number");
        }
        checkBounds(parameter, text, number, "Value", "");
    }

    private static void checkBounds(Section parameter, String text, double measured, String of, String unit)
            throws UnreadableTemplate {
        if (measured < parameter.number("Min" + of, "a whole number", Integer.MIN_VALUE)) {
            throw refused(parameter, text, "at least " + parameter.text("Min" + of, "a whole number") + unit);
        }
        if (measured > parameter.number("Max" + of, "a whole number", Integer.MAX_VALUE)) {
            throw refused(parameter, text, "at most " + parameter.text("Max" + of, "a whole number") + unit);
        }
    }

    private static UnreadableTemplate refused(Section parameter, String text, String expected) {
        return parameter.refusal("is '" + text + "'; expected " + expected);
    }
}
