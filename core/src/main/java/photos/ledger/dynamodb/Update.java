package photos.ledger.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import photos.ledger.Attributes;
import photos.storage.ObjectKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// One conditional UpdateItem, put together attribute by attribute. Names and values go by placeholders, since some
/// of our names are reserved words of DynamoDB.
final class Update {
    private final ObjectKey key;
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    Update(ObjectKey key) {
        this.key = key;
    }

    Update set(String name, Object value) {
        sets.add(name(name) + " = " + value(value));
        return this;
    }

    Update remove(String name) {
        removes.add(name(name));
        return this;
    }

    Update add(String name, int number) {
        adds.add(name(name) + " " + value(number));
        return this;
    }

    Update ifAbsent(String name) {
        conditions.add("attribute_not_exists(" + name(name) + ")");
        return this;
    }

    Update ifEqual(String name, Object value) {
        conditions.add(name(name) + " = " + value(value));
        return this;
    }

    Update ifMoreThan(String name, int number) {
        conditions.add(name(name) + " > " + value(number));
        return this;
    }

    Update ifEither(String name, Object one, Object other) {
        conditions.add(name(name) + " IN (" + value(one) + ", " + value(other) + ")");
        return this;
    }

    UpdateItemRequest of(String table) {
        StringBuilder expression = new StringBuilder();
        clause(expression, "SET", sets);
        clause(expression, "REMOVE", removes);
        clause(expression, "ADD", adds);
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of(Attributes.OBJECT_KEY, AttributeValue.fromS(key.value())))
                .updateExpression(expression.toString())
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    private static void clause(StringBuilder expression, String word, List<String> parts) {
        if (!parts.isEmpty()) {
            expression.append(word).append(' ').append(String.join(", ", parts)).append(' ');
        }
    }

    private String name(String name) {
        String placeholder = "#" + name;
        names.put(placeholder, name);
        return placeholder;
    }

    private String value(Object value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, Values.of(value));
        return placeholder;
    }
}
