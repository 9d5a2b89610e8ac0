package photos.local.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import photos.local.template.Stack;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// The template's table as DynamoDB takes it, and what DynamoDB has as words to compare.
final class TableSchema {
    private TableSchema() {}

    static CreateTableRequest creation(Stack.Table table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(table.key(), Optional.empty()))
                .attributeDefinitions(table.attributeTypes().entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(ScalarAttributeType.fromValue(attribute.getValue()))
                                .build())
                        .toList());
        if (!table.indexes().isEmpty()) {
            request.globalSecondaryIndexes(
                    table.indexes().stream().map(TableSchema::index).toList());
        }
        return request.build();
    }

    private static GlobalSecondaryIndex index(Stack.Index index) {
        Projection.Builder projection = Projection.builder().projectionType(index.projection());
        if (!index.projected().isEmpty()) {
            projection.nonKeyAttributes(index.projected());
        }
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.partitionKey(), index.sortKey()))
                .projection(projection.build())
                .build();
    }

    private static List<KeySchemaElement> keys(String partition, Optional<String> sort) {
        List<KeySchemaElement> keys = new ArrayList<>();
        keys.add(key(partition, KeyType.HASH));
        sort.ifPresent(name -> keys.add(key(name, KeyType.RANGE)));
        return keys;
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /// Such as `key objectKey; index byMonth on takenMonth, takenAt with ALL`.
    static String words(Stack.Table table) {
        return words(
                names(keys(table.key(), Optional.empty())),
                table.indexes().stream()
                        .map(index -> words(
                                index.name(),
                                keys(index.partitionKey(), index.sortKey()),
                                index.projection(),
                                index.projected()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    static String words(TableDescription table) {
        return words(
                names(table.keySchema()),
                table.globalSecondaryIndexes().stream()
                        .map(TableSchema::words)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String words(GlobalSecondaryIndexDescription index) {
        Projection projection = index.projection();
        return words(
                index.indexName(),
                index.keySchema(),
                projection.projectionTypeAsString(),
                projection.nonKeyAttributes());
    }

    private static String words(String index, List<KeySchemaElement> keys, String projection, List<String> projected) {
        String attributes = projected.isEmpty() ? "" : " " + new TreeSet<>(projected);
        return "index " + index + " on " + names(keys) + " with " + projection + attributes;
    }

    private static String words(String key, Set<String> indexes) {
        return "key " + key + "; " + String.join("; ", indexes);
    }

    private static String names(List<KeySchemaElement> keys) {
        return keys.stream().map(KeySchemaElement::attributeName).collect(Collectors.joining(", "));
    }
}
