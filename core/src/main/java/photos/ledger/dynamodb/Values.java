package photos.ledger.dynamodb;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Plain values as DynamoDB's, and back.
final class Values {
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private Values() {}

    static AttributeValue of(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case Boolean flag -> AttributeValue.fromBool(flag);
            case Number number -> AttributeValue.fromN(number.toString());
            case Set<?> texts ->
                AttributeValue.fromSs(
                        texts.stream().map(Object::toString).sorted().toList());
            case List<?> list ->
                AttributeValue.fromL(list.stream().map(Values::of).toList());
            case Map<?, ?> map -> {
                Map<String, AttributeValue> entries = new LinkedHashMap<>();
                map.forEach((name, entry) -> entries.put(String.valueOf(name), of(entry)));
                yield AttributeValue.fromM(entries);
            }
            default -> throw new IllegalArgumentException("no attribute can hold a " + value.getClass());
        };
    }

    static Map<String, Object> plain(Map<String, AttributeValue> item) {
        Map<String, Object> plain = new TreeMap<>();
        item.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case BOOL -> value.bool();
            case N -> number(value.n());
            case SS -> new TreeSet<>(value.ss());
            case L -> value.l().stream().map(Values::plain).toList();
            case M -> plain(value.m());
            default -> throw new IllegalArgumentException("the ledger has no attributes of type " + value.type());
        };
    }

    private static Number number(String text) {
        BigDecimal number = new BigDecimal(text);
        boolean isLong =
                number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(MAX_LONG) <= 0;
        return isLong ? (Number) number.longValue() : number.doubleValue();
    }
}
