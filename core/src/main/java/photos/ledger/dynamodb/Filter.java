package photos.ledger.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import photos.ledger.Attributes;
import photos.ledger.Covering;
import photos.ledger.PhotoQuery;
import photos.ledger.State;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What DynamoDB itself sorts out, so that it need not be sent: never more than the question excludes, and less where
/// DynamoDB cannot tell (parts of texts, case, distances, fractions of seconds, instants). It is read all the same.
final class Filter {
    private static final Set<Index> OF_A_CAMERA = Set.of(Index.BY_CAMERA, Index.BY_CAMERA_UNDATED);

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    private Filter() {}

    /// What an index has not answered by its keys, which filters may not name.
    static Filter of(PhotoQuery query, Stage stage) {
        Filter filter = new Filter();
        Set<String> keys = Set.of(stage.index().partitionKey(), stage.index().sortKey());
        if (!keys.contains(Attributes.TAKEN_AT)
                && (query.from().isPresent() || query.to().isPresent())) {
            filter.between(Attributes.TAKEN_AT, Plan.least(query), Plan.most(query));
        }
        if (!OF_A_CAMERA.contains(stage.index())) {
            query.camera().ifPresent(camera -> filter.equal(Attributes.CAMERA, camera));
        }
        query.near().map(Covering::latitudes).ifPresent(l -> filter.between(Attributes.LATITUDE, l.least(), l.most()));
        query.iso().ifPresent(r -> filter.between(Attributes.ISO, r.least(), r.most()));
        query.fNumber().ifPresent(r -> filter.between(Attributes.F_NUMBER, r.least(), r.most()));
        query.focalLength().ifPresent(r -> filter.between(Attributes.FOCAL_LENGTH, r.least(), r.most()));
        query.lens().ifPresent(_ -> filter.exists(Attributes.LENS));
        query.keyword().ifPresent(_ -> filter.exists(Attributes.KEYWORDS));
        if (!query.states().isEmpty() && !keys.contains(Attributes.OPEN_STATE)) {
            filter.anyOf(
                    Attributes.STATE,
                    query.states().stream().map(State::name).sorted().toList());
        }
        query.reason().ifPresent(reason -> filter.equal(Attributes.REASON, reason.name()));
        query.format().ifPresent(format -> filter.equal(Attributes.FORMAT, format));
        query.missing().stream()
                .map(absence -> absence.attribute())
                .filter(attribute -> !keys.contains(attribute))
                .forEach(filter::lacks);
        return filter;
    }

    private void between(String name, Object least, Object most) {
        conditions.add(name(name) + " BETWEEN " + value(least) + " AND " + value(most));
    }

    private void equal(String name, String text) {
        conditions.add(name(name) + " = " + value(text));
    }

    private void anyOf(String name, List<String> texts) {
        conditions.add(name(name) + " IN (" + texts.stream().map(this::value).collect(Collectors.joining(", ")) + ")");
    }

    private void exists(String name) {
        conditions.add("attribute_exists(" + name(name) + ")");
    }

    private void lacks(String name) {
        conditions.add("attribute_not_exists(" + name(name) + ")");
    }

    private String name(String name) {
        names.put("#" + name, name);
        return "#" + name;
    }

    private String value(Object value) {
        String placeholder = ":f" + values.size();
        values.put(placeholder, Values.of(value));
        return placeholder;
    }

    boolean isEmpty() {
        return conditions.isEmpty();
    }

    Optional<String> expression() {
        return isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", conditions));
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
