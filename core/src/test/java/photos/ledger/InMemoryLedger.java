package photos.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import photos.storage.ObjectKey;

/// The ledger in memory: every write is one conditional step, every read sees every write that was answered.
public final class InMemoryLedger implements WholeLedger {
    private final Map<ObjectKey, Map<String, Object>> items = new HashMap<>();
    private final Clock clock;
    private long writes;

    public InMemoryLedger(Clock clock) {
        this.clock = clock;
    }

    /// How many writes took place.
    public synchronized long writes() {
        return writes;
    }

    @Override
    public Optional<LedgerItem> find(ObjectKey key) {
        return attributes(key).map(Attributes::item);
    }

    @Override
    public synchronized Optional<Map<String, Object>> attributes(ObjectKey key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public synchronized boolean handOver(
            ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata) {
        boolean asSeen =
                seen.isEmpty() ? !items.containsKey(key) : hasFence(seen.get()).test(item(key));
        return asSeen
                && write(key, item -> {
                    item.keySet().removeAll(Attributes.OF_THE_PHOTO);
                    item.keySet().removeAll(Attributes.OF_RENDERS);
                    item.remove(Attributes.EXPIRES_AT);
                    item.putAll(Attributes.of(original, metadata));
                    return pending(item, seen.orElse(0L) + 1);
                });
    }

    private Map<String, Object> pending(Map<String, Object> item, long fence) {
        item.put(Attributes.STATE, State.PENDING.name());
        item.put(Attributes.OPEN_STATE, State.PENDING.name());
        item.put(Attributes.UPDATED_AT, Attributes.instant(clock.instant()));
        item.put(Attributes.FENCE, fence);
        return item;
    }

    @Override
    public synchronized boolean bury(ObjectKey key, long seen, Instant expiresAt) {
        return writeIf(key, hasFence(seen), item -> {
            item.keySet().retainAll(Set.of(Attributes.OBJECT_KEY, Attributes.GENERATION));
            item.put(Attributes.STATE, State.DELETED.name());
            item.put(Attributes.EXPIRES_AT, expiresAt.getEpochSecond());
            item.put(Attributes.FENCE, seen + 1);
            return item;
        });
    }

    @Override
    public synchronized Optional<Claim> advance(Claim claim) {
        Claim next = new Claim(claim.key(), claim.generation(), claim.fence() + 1);
        boolean written = writeIf(claim.key(), holds(claim), item -> {
            item.put(Attributes.FENCE, next.fence());
            return item;
        });
        return written ? Optional.of(next) : Optional.empty();
    }

    @Override
    public synchronized boolean beginAttempt(Claim claim) {
        return writeIf(claim.key(), holds(claim), item -> counted(item, Attributes.ATTEMPTS, attempts(item) + 1));
    }

    @Override
    public synchronized boolean endAttempt(Claim claim, int before) {
        return writeIf(
                claim.key(),
                holds(claim).and(item -> attempts(item) > before),
                item -> before == 0 ? without(item, Attributes.ATTEMPTS) : counted(item, Attributes.ATTEMPTS, before));
    }

    private static Map<String, Object> without(Map<String, Object> item, String name) {
        item.remove(name);
        return item;
    }

    private static long attempts(Map<String, Object> item) {
        return number(item, Attributes.ATTEMPTS);
    }

    private static long number(Map<String, Object> item, String counter) {
        return ((Number) item.getOrDefault(counter, 0L)).longValue();
    }

    @Override
    public synchronized boolean recordWorkerDeath(Claim claim, int before) {
        return writeIf(
                claim.key(),
                holds(claim).and(item -> number(item, Attributes.WORKER_DEATHS) == before),
                item -> counted(item, Attributes.WORKER_DEATHS, before + 1));
    }

    private static Map<String, Object> counted(Map<String, Object> item, String counter, long number) {
        item.put(counter, number);
        return item;
    }

    @Override
    public synchronized boolean commit(Claim claim, Rendering rendering) {
        return writeIf(claim.key(), holds(claim), item -> {
            item.put(Attributes.RECIPE, rendering.recipe());
            item.put(Attributes.PUBLISHED, claim.generation().text());
            item.put(Attributes.UPDATED_AT, Attributes.instant(clock.instant()));
            return switch (rendering) {
                case Rendering.Published published -> published(item, published);
                case Rendering.Rejected rejected -> {
                    item.keySet()
                            .removeAll(Set.of(
                                    Attributes.VARIANTS,
                                    Attributes.DAMAGE,
                                    Attributes.RENDER_MILLIS,
                                    Attributes.THUMBHASH));
                    yield failed(item, State.REJECTED, rejected.failure());
                }
            };
        });
    }

    private static Map<String, Object> published(Map<String, Object> item, Rendering.Published published) {
        item.put(
                Attributes.VARIANTS,
                published.variants().stream().map(Attributes::of).toList());
        item.put(Attributes.RENDER_MILLIS, published.took().toMillis());
        item.remove(Attributes.WORKER_DEATHS);
        item.remove(Attributes.THUMBHASH);
        published.thumbhash().ifPresent(hash -> item.put(Attributes.THUMBHASH, hash));
        item.remove(Attributes.DAMAGE);
        published.damage().ifPresent(damage -> item.put(Attributes.DAMAGE, Attributes.of(damage)));
        if (published.degraded().isPresent()) {
            return failed(item, State.DEGRADED, published.degraded().get());
        }
        item.keySet().removeAll(Set.of(Attributes.OPEN_STATE, Attributes.REASON, Attributes.MESSAGE));
        item.put(Attributes.STATE, State.READY.name());
        return item;
    }

    private static Map<String, Object> failed(Map<String, Object> item, State state, Rendering.Failure failure) {
        item.put(Attributes.STATE, state.name());
        item.put(Attributes.OPEN_STATE, state.name());
        item.put(Attributes.REASON, failure.reason().name());
        item.put(Attributes.MESSAGE, failure.message());
        return item;
    }

    @Override
    public synchronized boolean retry(ObjectKey key, long seen) {
        Predicate<Map<String, Object>> ended = item ->
                Set.of(State.REJECTED.name(), State.DEGRADED.name()).contains(item.getOrDefault(Attributes.STATE, ""));
        return writeIf(key, hasFence(seen).and(ended), item -> {
            item.keySet().removeAll(Attributes.OF_RENDERS);
            return pending(item, seen + 1);
        });
    }

    /// Where a photo stands in a list: what was newest first, and what has no date last.
    private record Place(String sort, PhotoSummary photo) {
        private static final Comparator<Place> NEWEST_FIRST = Comparator.comparing(Place::sort)
                .reversed()
                .thenComparing(place -> place.photo().key());

        private String token(String index) {
            String text = index + "\n" + sort + "\n" + photo.key().value();
            return Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));
        }

        private static Place of(String token, String index) throws InvalidQuery {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\n", 3);
                if (parts.length == 3 && parts[0].equals(index)) {
                    return new Place(parts[1], new PhotoSummary(new ObjectKey(parts[2]), Map.of()));
                }
            } catch (IllegalArgumentException _) {
                // Then it is none.
            }
            throw new InvalidQuery("next", token, "the token that came with the page before");
        }
    }

    @Override
    public synchronized Page search(PhotoQuery query) throws InvalidQuery {
        String index = index(query);
        List<Place> places = items.values().stream()
                .map(PhotoSummary::of)
                .filter(query::matches)
                .flatMap(photo -> sort(index, photo).map(sort -> new Place(sort, photo)).stream())
                .sorted(Place.NEWEST_FIRST)
                .toList();
        if (query.next().isPresent()) {
            Place last = Place.of(query.next().get(), index);
            if (query.from().isPresent()
                    && !query.matches(PhotoSummary.of(item(last.photo().key())))) {
                throw new InvalidQuery("next", query.next().get(), "the token that came with the page before");
            }
            places = places.stream()
                    .filter(place -> Place.NEWEST_FIRST.compare(place, last) > 0)
                    .toList();
        }
        List<Place> page = places.stream().limit(query.limit()).toList();
        Optional<String> next =
                page.size() == query.limit() ? Optional.of(page.getLast().token(index)) : Optional.empty();
        return new Page(page.stream().map(Place::photo).toList(), next, index, items.size(), 1);
    }

    private static Optional<String> sort(String index, PhotoSummary photo) {
        return switch (index) {
            case "byState" -> photo.text(Attributes.UPDATED_AT);
            case "byUpload" -> photo.text(Attributes.UPLOADED_AT);
            case "byMonth" -> photo.text(Attributes.TAKEN_AT);
            default ->
                photo.text(Attributes.TAKEN_AT)
                        .map(taken -> "dated " + taken)
                        .or(() -> photo.text(Attributes.UPLOADED_AT).map(uploaded -> "before all dates " + uploaded));
        };
    }

    private static boolean isDated(PhotoQuery query) {
        return query.from().isPresent() || query.to().isPresent();
    }

    private static String index(PhotoQuery query) {
        if (!query.possibleStates().isEmpty() && !query.possibleStates().contains(State.READY)) {
            return "byState";
        }
        if (query.near().isPresent()) {
            return "byPlace";
        }
        return query.camera().isPresent() ? "byCamera" : isDated(query) ? "byMonth" : "byUpload";
    }

    @Override
    public synchronized Map<StateCount, Long> count() {
        return items.values().stream()
                .map(Attributes::item)
                .map(item -> new StateCount(item.state(), item.failure().map(Rendering.Failure::reason)))
                .collect(Collectors.groupingBy(count -> count, Collectors.counting()));
    }

    @Override
    public synchronized Map<ObjectKey, LedgerItem> findAll(Collection<ObjectKey> keys) {
        return keys.stream()
                .filter(items::containsKey)
                .collect(Collectors.toMap(key -> key, key -> Attributes.item(item(key))));
    }

    @Override
    public synchronized Stream<ObjectKey> keys() {
        return items.entrySet().stream()
                .filter(entry -> !State.DELETED.name().equals(entry.getValue().get(Attributes.STATE)))
                .map(Map.Entry::getKey)
                .toList()
                .stream();
    }

    @Override
    public synchronized boolean entomb(ObjectKey key, Instant expiresAt) {
        return !items.containsKey(key)
                && write(key, item -> {
                    item.put(Attributes.GENERATION, NO_GENERATION);
                    item.put(Attributes.STATE, State.DELETED.name());
                    item.put(Attributes.EXPIRES_AT, expiresAt.getEpochSecond());
                    item.put(Attributes.FENCE, 1);
                    return item;
                });
    }

    @Override
    public synchronized Optional<Waiting> longestPending() {
        return items.values().stream()
                .map(Attributes::item)
                .filter(item -> item.state() == State.PENDING)
                .flatMap(item -> item.updatedAt().map(at -> new Waiting(item.key(), at)).stream())
                .min(Comparator.comparing(Waiting::since));
    }

    private Map<String, Object> item(ObjectKey key) {
        return items.getOrDefault(key, Map.of());
    }

    private static Predicate<Map<String, Object>> hasFence(long fence) {
        return item -> item.get(Attributes.FENCE) instanceof Number number && number.longValue() == fence;
    }

    private static Predicate<Map<String, Object>> holds(Claim claim) {
        return hasFence(claim.fence()).and(item -> claim.generation().text().equals(item.get(Attributes.GENERATION)));
    }

    private boolean writeIf(
            ObjectKey key, Predicate<Map<String, Object>> condition, UnaryOperator<Map<String, Object>> change) {
        return condition.test(item(key)) && write(key, change);
    }

    private boolean write(ObjectKey key, UnaryOperator<Map<String, Object>> change) {
        Map<String, Object> item = change.apply(new TreeMap<>(item(key)));
        item.put(Attributes.OBJECT_KEY, key.value());
        items.put(key, stored(item));
        writes++;
        return true;
    }

    private static Map<String, Object> stored(Map<?, ?> map) {
        Map<String, Object> stored = new TreeMap<>();
        map.forEach((name, value) -> stored.put(String.valueOf(name), plain(value)));
        return Collections.unmodifiableMap(stored);
    }

    /// A value as it comes back: whole numbers as `Long`, others as `Double`, sets sorted.
    private static Object plain(Object value) {
        return switch (value) {
            case Number number -> {
                BigDecimal exact = new BigDecimal(number.toString());
                boolean isLong = exact.stripTrailingZeros().scale() <= 0 && exact.precision() - exact.scale() <= 18;
                yield isLong ? (Number) exact.longValue() : exact.doubleValue();
            }
            case Set<?> texts -> texts.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
            case List<?> list -> list.stream().map(InMemoryLedger::plain).toList();
            case Map<?, ?> map -> stored(map);
            default -> value;
        };
    }
}
