package photos.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The template's named conditions.
final class Conditions {

    private final Section declared;
    private final Set<String> underWay = new HashSet<>();

    Conditions(Section declared) {
        this.declared = declared;
    }

    /// @param functions resolves the operands of comparisons
    boolean holds(String name, Place place, Functions functions) throws UnreadableTemplate {
        Value condition = declared.optional(name)
                .orElseThrow(() -> new UnreadableTemplate(place, "there is no condition " + name));
        if (!underWay.add(name)) {
            throw new UnreadableTemplate(condition.place(), "the condition " + name + " depends on itself");
        }
        boolean holds = evaluate(condition, functions);
        underWay.remove(name);
        return holds;
    }

    private boolean evaluate(Value condition, Functions functions) throws UnreadableTemplate {
        if (!(condition instanceof Value.Fields fields) || fields.values().size() != 1) {
            throw new UnreadableTemplate(condition.place(), "expected one condition function, such as !Equals");
        }
        Map.Entry<String, Value> call = fields.values().entrySet().iterator().next();
        Place place = condition.place();
        return switch (call.getKey()) {
            case "Condition" -> holds(nameIn(call.getValue()), place, functions);
            case "Fn::Equals" -> equal(operands(call, 2, 2), functions);
            case "Fn::Not" -> !evaluate(operands(call, 1, 1).getFirst(), functions);
            case "Fn::And" -> !evaluateAll(operands(call, 2, 10), functions).contains(false);
            case "Fn::Or" -> evaluateAll(operands(call, 2, 10), functions).contains(true);
            default ->
                throw new UnreadableTemplate(
                        place, call.getKey() + " is no condition function; known are Equals, Not, And, Or, Condition");
        };
    }

    private List<Boolean> evaluateAll(List<Value> operands, Functions functions) throws UnreadableTemplate {
        List<Boolean> results = new ArrayList<>();
        for (Value operand : operands) {
            results.add(evaluate(operand, functions));
        }
        return results;
    }

    private static boolean equal(List<Value> operands, Functions functions) throws UnreadableTemplate {
        return functions
                .text(operands.getFirst(), "Fn::Equals")
                .equals(functions.text(operands.getLast(), "Fn::Equals"));
    }

    private static String nameIn(Value value) throws UnreadableTemplate {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Items _, Value.Fields _ ->
                throw new UnreadableTemplate(value.place(), "expected the name of a condition");
        };
    }

    private static List<Value> operands(Map.Entry<String, Value> call, int least, int most) throws UnreadableTemplate {
        if (call.getValue() instanceof Value.Items items
                && items.values().size() >= least
                && items.values().size() <= most) {
            return items.values();
        }
        String count = least == most ? String.valueOf(least) : least + " to " + most;
        throw new UnreadableTemplate(call.getValue().place(), call.getKey() + " takes a list of " + count);
    }
}
