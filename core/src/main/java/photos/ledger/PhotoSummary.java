package photos.ledger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import photos.storage.ObjectKey;

/// A row of a result list: attributes by their names in the ledger.
public record PhotoSummary(ObjectKey key, Map<String, Object> attributes) {
    private static final Set<String> SHOWN = Stream.concat(
                    Attributes.OF_A_ROW.stream(), Stream.of(Attributes.UPDATED_AT))
            .collect(Collectors.toUnmodifiableSet());

    public PhotoSummary {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /// The row of an index's item, which always has the object key: the same from every index, but that only the one of
    /// states knows `updatedAt`. What follows from the rest no index has to carry.
    public static PhotoSummary of(Map<String, Object> attributes) {
        Map<String, Object> row = new TreeMap<>(attributes);
        Optional.ofNullable(row.get(Attributes.OPEN_STATE)).ifPresent(state -> row.put(Attributes.STATE, state));
        ObjectKey key = new ObjectKey(String.valueOf(attributes.get(Attributes.OBJECT_KEY)));
        new PhotoSummary(key, row)
                .takenInstant()
                .ifPresent(instant -> row.put(Attributes.TAKEN_INSTANT, Attributes.instant(instant)));
        row.keySet().retainAll(SHOWN);
        return new PhotoSummary(key, row);
    }

    public Optional<String> text(String name) {
        return attributes.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public Optional<Double> number(String name) {
        return attributes.get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    /// What the camera's clock showed.
    public Optional<LocalDateTime> takenAt() {
        return text(Attributes.TAKEN_AT).map(LocalDateTime::parse);
    }

    /// To the fraction that was written; `takenInstant` is cut to milliseconds.
    public Optional<Instant> takenInstant() {
        return takenAt()
                .flatMap(taken -> text(Attributes.TAKEN_OFFSET).map(offset -> taken.toInstant(ZoneOffset.of(offset))));
    }

    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    /// Whether a list or set attribute holds this text, case aside.
    public boolean lists(String name, String text) {
        return attributes.get(name) instanceof Collection<?> values
                && values.stream().anyMatch(v -> v.toString().equalsIgnoreCase(text));
    }

    public Optional<Position> position() {
        return number(Attributes.LATITUDE)
                .flatMap(latitude -> number(Attributes.LONGITUDE).map(longitude -> new Position(latitude, longitude)));
    }
}
