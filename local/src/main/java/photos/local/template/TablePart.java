package photos.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The ledger's table.
final class TablePart {

    private TablePart() {}

    static Stack.Table of(Resource table) throws UnreadableTemplate {
        Section properties = table.properties();
        Map<String, String> types = attributeTypes(properties);
        List<Stack.Index> indexes = new ArrayList<>();
        for (Section index : properties.sections("GlobalSecondaryIndexes")) {
            indexes.add(index(index, types));
        }
        if (keyOf(properties, "RANGE", types).isPresent()) {
            throw properties.refusal("has a sort key; expected a partition key alone, as the ledger has");
        }
        return new Stack.Table(
                properties.text("TableName", "the table's name"),
                partitionKey(properties, types),
                types,
                indexes,
                expiry(properties));
    }

    private static Map<String, String> attributeTypes(Section table) throws UnreadableTemplate {
        Map<String, String> types = new LinkedHashMap<>();
        for (Section attribute : table.sections("AttributeDefinitions")) {
            String type = attribute.text("AttributeType", "S, N or B");
            if (!Set.of("S", "N", "B").contains(type)) {
                throw attribute.refusal("has AttributeType '" + type + "'; expected S, N or B");
            }
            types.put(attribute.text("AttributeName", "the attribute's name"), type);
        }
        return types;
    }

    private static Stack.Index index(Section index, Map<String, String> types) throws UnreadableTemplate {
        String name = index.text("IndexName", "the index's name");
        Section named = new Section(index.what() + " " + name, index.fields());
        Section projection = named.section("Projection", "a ProjectionType");
        String type = projection.text("ProjectionType", "ALL, KEYS_ONLY or INCLUDE");
        List<String> projected = switch (type) {
            case "INCLUDE" -> projection.texts("NonKeyAttributes", "the attributes to include");
            case "ALL", "KEYS_ONLY" -> List.of();
            default ->
                throw projection.refusal("has ProjectionType '" + type + "'; expected ALL, KEYS_ONLY or INCLUDE");
        };
        return new Stack.Index(name, partitionKey(named, types), keyOf(named, "RANGE", types), type, projected);
    }

    private static String partitionKey(Section keyed, Map<String, String> types) throws UnreadableTemplate {
        return keyOf(keyed, "HASH", types)
                .orElseThrow(() -> keyed.refusal("has no HASH key in its KeySchema; expected one"));
    }

    private static Optional<String> keyOf(Section keyed, String keyType, Map<String, String> types)
            throws UnreadableTemplate {
        for (Section key : keyed.sections("KeySchema")) {
            if (key.text("KeyType", "HASH or RANGE").equals(keyType)) {
                String name = key.text("AttributeName", "the attribute's name");
                if (!types.containsKey(name)) {
                    throw keyed.refusal("has the key " + name + ", which AttributeDefinitions does not declare");
                }
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> expiry(Section table) throws UnreadableTemplate {
        Optional<Section> expiry = table.optionalSection("TimeToLiveSpecification");
        if (expiry.isEmpty() || !expiry.get().text("Enabled", "true or false").equals("true")) {
            return Optional.empty();
        }
        return Optional.of(expiry.get().text("AttributeName", "the attribute that holds the time"));
    }
}
