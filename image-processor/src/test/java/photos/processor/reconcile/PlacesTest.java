package photos.processor.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import photos.clock.SettableClock;
import photos.ledger.ExamplePhotos;
import photos.ledger.InMemoryLedger;
import photos.storage.Content;
import photos.storage.InMemoryObjectStore;
import photos.storage.Listed;
import photos.storage.ObjectKey;

class PlacesTest {
    private static final Clock CLOCK = new SettableClock(Instant.parse("2026-07-01T12:00:00Z"));

    /// What makes orders differ: characters before and after the slash, and on both sides of the surrogates.
    private static final List<String> PIECES =
            List.of("a", "b", "/", "!", "-", "~", "\uFF01", "\uD83C\uDF35", "a/", "//");

    private final Random random = new Random(42);

    @ParameterizedTest
    @EnumSource(KeyOrder.class)
    void every_path_comes_once_with_all_that_belongs_to_it(KeyOrder order) {
        for (int round = 0; round < 300; round++) {
            List<String> paths = randomPaths();
            Set<String> uploaded = some(paths);
            Set<String> known = some(paths);
            Map<String, Set<String>> results = new HashMap<>();
            for (String path : some(paths)) {
                results.put(path, some(List.of("manifest.json", "thumb-0123456789.jpg", "!", "z")));
            }
            results.values().removeIf(Set::isEmpty);

            Map<String, Place> places = places(uploaded, known, results, order);

            Set<String> all = new HashSet<>(uploaded);
            all.addAll(known);
            all.addAll(results.keySet());
            assertThat(places.keySet()).isEqualTo(all);
            places.forEach((path, place) -> {
                assertThat(place.original().isPresent()).isEqualTo(uploaded.contains(path));
                assertThat(place.results())
                        .extracting(listed -> listed.key().value())
                        .containsExactlyInAnyOrderElementsOf(results.getOrDefault(path, Set.of()).stream()
                                .map(name -> "results/" + path + "/" + name)
                                .toList());
            });
        }
    }

    private Map<String, Place> places(
            Set<String> uploaded, Set<String> known, Map<String, Set<String>> results, KeyOrder order) {
        Set<String> resultKeys = new HashSet<>();
        results.forEach((path, names) -> names.forEach(name -> resultKeys.add("results/" + path + "/" + name)));
        Set<String> uploadKeys =
                uploaded.stream().map(path -> "uploads/" + path).collect(Collectors.toSet());
        List<String> shuffled = new ArrayList<>(known);
        Collections.shuffle(shuffled, random);
        Map<String, Place> places = new HashMap<>();
        try (SortedPaths sorted = SortedPaths.of(shuffled.stream(), order.innermostFirst(), 3);
                Places all = Places.of(listed(uploadKeys, order), listed(resultKeys, order), sorted, "", order)) {
            while (all.hasNext()) {
                Place place = all.next();
                assertThat(places.put(place.key().path(), place))
                        .as(place.toString())
                        .isNull();
            }
        }
        return places;
    }

    private static Stream<Listed> listed(Set<String> keys, KeyOrder order) {
        TreeSet<String> sorted = new TreeSet<>(order.listed());
        sorted.addAll(keys);
        return sorted.stream().map(key -> new Listed(new ObjectKey(key), "etag", 1, CLOCK.instant(), false));
    }

    private List<String> randomPaths() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            StringBuilder path = new StringBuilder("a");
            for (int piece = random.nextInt(4); piece > 0; piece--) {
                path.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            if (path.charAt(path.length() - 1) != '/') {
                paths.add(path.toString());
            }
        }
        return paths;
    }

    private Set<String> some(List<String> all) {
        return all.stream().filter(_ -> random.nextBoolean()).collect(Collectors.toSet());
    }

    @Test
    void the_two_orders_are_those_of_bytes_and_of_java() {
        Comparator<String> utf8 = KeyOrder.UTF8.listed();
        assertThat(utf8.compare("\uFF01", "\uD83C\uDF35")).isNegative();
        assertThat(KeyOrder.UTF16.listed().compare("\uFF01", "\uD83C\uDF35")).isPositive();
        assertThat(utf8.compare("a", "a/b")).isNegative();
        assertThat(utf8.compare("a", "a")).isZero();
        for (int i = 0; i < 10_000; i++) {
            String a = randomPaths().toString();
            String b = randomPaths().toString();
            assertThat(Integer.signum(utf8.compare(a, b)))
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))));
        }
    }

    @Test
    void a_listing_in_another_order_is_noticed() {
        List<Listed> disordered = List.of(
                new Listed(new ObjectKey("uploads/\uD83C\uDF35"), "e", 1, CLOCK.instant(), false),
                new Listed(new ObjectKey("uploads/\uFF01"), "e", 1, CLOCK.instant(), false));
        Originals originals = new Originals(disordered.iterator(), KeyOrder.UTF8);
        assertThatThrownBy(() -> {
                    while (originals.hasNext()) {
                        originals.next();
                    }
                })
                .isInstanceOf(OutOfOrder.class)
                .hasMessageContaining("UTF8");
    }

    @Test
    void only_what_begins_with_the_prefix_is_looked_at() {
        InMemoryObjectStore store = new InMemoryObjectStore(CLOCK);
        InMemoryLedger ledger = new InMemoryLedger(CLOCK);
        for (String key : List.of(
                "uploads/a",
                "uploads/a/m",
                "uploads/a/n",
                "results/a/manifest.json",
                "results/a/m/manifest.json",
                "results/a/x/manifest.json")) {
            store.put(
                    new ObjectKey(key),
                    new Content(new Content.Body.Text("x"), "text/plain", Optional.empty(), Map.of()));
        }
        ledger.handOver(
                new ObjectKey("uploads/a/mm"), Optional.empty(), ExamplePhotos.original("g1"), ExamplePhotos.NOTHING);
        List<String> paths = new ArrayList<>();
        try (Places places = Places.of(store, ledger, "a/m", KeyOrder.UTF8)) {
            places.forEachRemaining(place -> paths.add(place.key().path()));
        }
        assertThat(paths).containsExactly("a/m", "a/mm");
    }
}
