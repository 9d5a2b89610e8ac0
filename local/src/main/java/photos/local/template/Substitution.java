package photos.local.template;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `Fn::Sub`: `${Name}`, `${Resource.Attribute}` and `${!literal}`.
final class Substitution {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

    private Substitution() {}

    /// @param variables the function's own, which go before those of the template
    static String in(Value.Text text, Map<String, Value> variables, Functions functions) throws UnreadableTemplate {
        StringBuilder result = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text.text());
        while (variable.find()) {
            String replacement = variable.group(1).isEmpty()
                    ? functions.text(meaning(variable.group(2), variables, text.place()), variable.group())
                    : "${" + variable.group(2) + "}";
            variable.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        return variable.appendTail(result).toString();
    }

    private static Value meaning(String name, Map<String, Value> variables, Place place) {
        if (variables.containsKey(name)) {
            return variables.getOrDefault(name, new Value.Text("", place));
        }
        return name.contains(".")
                ? Value.Fields.of("Fn::GetAtt", Value.Items.of(List.of(name.split("\\.", 2)), place))
                : Value.Fields.of("Ref", new Value.Text(name, place));
    }
}
