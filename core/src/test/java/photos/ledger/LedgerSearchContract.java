package photos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static photos.ledger.ExamplePhotos.FULL;
import static photos.ledger.ExamplePhotos.NOTHING;
import static photos.ledger.ExamplePhotos.degraded;
import static photos.ledger.ExamplePhotos.generation;
import static photos.ledger.ExamplePhotos.published;
import static photos.ledger.ExamplePhotos.rejected;
import static photos.ledger.ExamplePhotos.uploaded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import photos.clock.SettableClock;
import photos.storage.ObjectKey;

/// What every ledger has to promise of searches and counts.
public interface LedgerSearchContract {
    Instant TODAY = Instant.parse("2026-07-01T12:00:00Z");

    WholeLedger emptyLedger(Clock clock) throws Exception;

    private static ObjectKey key(String name) {
        return new ObjectKey("uploads/" + name);
    }

    private static PhotoMetadata taken(String at) {
        return photo(Optional.of(at), Optional.empty(), Optional.empty());
    }

    private static PhotoMetadata at(double latitude, double longitude) {
        return photo(
                Optional.of("2026-01-31T18:30:05"), Optional.empty(), Optional.of(new Position(latitude, longitude)));
    }

    /// By a Nikon D800.
    private static PhotoMetadata photo(Optional<String> at, Optional<String> offset, Optional<Position> position) {
        return new PhotoMetadata(
                FULL.picture(),
                FULL.camera(),
                FULL.exposure(),
                at.map(time -> new CaptureTime(
                        LocalDateTime.parse(time),
                        Math.max(0, time.length() - 20),
                        offset.map(zone -> new CaptureTime.Offset(ZoneOffset.of(zone), CaptureTime.Source.EXIF)))),
                position,
                Optional.empty(),
                Optional.empty(),
                Description.NONE,
                Optional.empty(),
                RawTags.NONE,
                List.of());
    }

    private static void add(WholeLedger ledger, String name, Instant uploadedAt, PhotoMetadata metadata) {
        assertThat(ledger.handOver(key(name), Optional.empty(), uploaded("g1", uploadedAt), metadata))
                .isTrue();
    }

    private static void end(WholeLedger ledger, String name, Rendering rendering) {
        assertThat(ledger.commit(new Claim(key(name), generation("g1"), 1), rendering))
                .isTrue();
    }

    /// Answers name by name what `query` finds, page after page.
    private static List<String> found(WholeLedger ledger, String query) throws InvalidQuery {
        return found(ledger, QueryText.parse(parameters(query)), _ -> {});
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            parameters.put(
                    parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        return parameters;
    }

    /// @param meanwhile is done after each page, with its number
    private static List<String> found(WholeLedger ledger, PhotoQuery query, IntConsumer meanwhile) throws InvalidQuery {
        List<String> names = new ArrayList<>();
        PhotoQuery page = query;
        for (int pages = 0; pages < 100; pages++) {
            Page answer = ledger.search(page);
            assertThat(answer.photos()).hasSizeLessThanOrEqualTo(page.limit());
            answer.photos().forEach(photo -> names.add(photo.key().value().substring(ObjectKey.UPLOADS.length())));
            meanwhile.accept(pages);
            if (answer.next().isEmpty()) {
                return names;
            }
            page = page.withNext(answer.next());
        }
        throw new AssertionError("no end after 100 pages: " + names);
    }

    @Test
    default void pages_show_every_photo_once_newest_first() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        assertThat(found(ledger, "")).isEmpty();
        // Seven months, and every third uploaded at the same instant as its neighbour.
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Instant at = TODAY.minus(Duration.ofDays(8L * (i - (i % 3 == 2 ? 1 : 0))));
            String name = "%02d.jpg".formatted(i);
            add(ledger, name, at, i % 2 == 0 ? FULL : NOTHING);
            newestFirst.add(name);
        }
        assertThat(found(ledger, "")).containsExactlyInAnyOrderElementsOf(newestFirst);
        for (int limit : new int[] {1, 4, 5, 25, 1000}) {
            List<String> shown = found(ledger, "limit=" + limit);
            assertThat(shown).containsExactlyInAnyOrderElementsOf(newestFirst);
            assertThat(shown.stream()
                            .map(name -> uploadedAt(ledger, name))
                            .toList()
                            .reversed())
                    .isSorted();
        }
        assertThat(found(ledger, "format=jpeg&limit=4")).hasSize(13).doesNotHaveDuplicates();
        assertThat(found(ledger, "from=2026-01-01&limit=4")).hasSize(13).doesNotHaveDuplicates();
        assertThat(found(ledger, "camera=Nikon D800&limit=4")).hasSize(13).doesNotHaveDuplicates();
        assertThat(found(ledger, "state=PENDING&limit=4")).hasSize(25).doesNotHaveDuplicates();
    }

    private static String uploadedAt(WholeLedger ledger, String name) {
        return String.valueOf(ledger.attributes(key(name)).orElseThrow().get("uploadedAt"));
    }

    @Test
    default void photos_of_a_span_of_time_come_last_taken_first() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        add(ledger, "new-year", TODAY, taken("2026-01-01T00:00:00"));
        add(ledger, "evening", TODAY, taken("2026-01-31T18:30:05.5"));
        add(ledger, "february", TODAY, taken("2026-02-01T00:00:00"));
        add(ledger, "old", TODAY, taken("1999-12-31T23:59:59"));
        add(ledger, "undated", TODAY, NOTHING);
        for (String camera : List.of("", "&camera=Nikon D800")) {
            assertThat(found(ledger, "from=2026-01-01" + camera)).containsExactly("february", "evening", "new-year");
            assertThat(found(ledger, "from=2026-01-01&to=2026-01-31" + camera)).containsExactly("evening", "new-year");
            assertThat(found(ledger, "from=2026-01-31T18:30:05.5" + camera)).containsExactly("february", "evening");
            assertThat(found(ledger, "from=2026-01-31T18:30&to=2026-01-31T18:31" + camera))
                    .containsExactly("evening");
            assertThat(found(ledger, "from=2026-01-31&to=2026-01-31T18:30:05.5" + camera))
                    .isEmpty();
            assertThat(found(ledger, "to=1999-12-31" + camera)).containsExactly("old");
            assertThat(found(ledger, "from=1900-01-01&to=1999-12-31" + camera)).containsExactly("old");
            assertThat(found(ledger, "from=2026-01-20&to=2026-01-10" + camera)).isEmpty();
            assertThat(found(ledger, "from=2026-01-31&to=9999-12-31" + camera))
                    .containsExactlyInAnyOrder("february", "evening");
            assertThat(found(ledger, "from=0001-01-01&to=9999-12-31" + camera)).hasSize(4);
        }
    }

    @Test
    default void the_first_and_the_last_time_that_can_be_named_are_times_like_others() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        add(ledger, "a", TODAY, photo(Optional.of("2026-01-31T18:30:05"), Optional.of("+02:00"), Optional.empty()));
        for (String camera : List.of("", "&camera=Nikon D800", "&state=PENDING")) {
            for (String first :
                    List.of("0000", "0000-01-01T00:00", "0000-01-01T00:00+18:00", "0000-01-01T00:00-18:00")) {
                assertThat(found(ledger, "from=" + first + camera)).as(first).containsExactly("a");
                assertThat(found(ledger, "to=" + first + camera)).as(first).isEmpty();
            }
            for (String last :
                    List.of("9999-12-31T23:59:59", "9999-12-31T23:59:59+18:00", "9999-12-31T23:59:59-18:00")) {
                assertThat(found(ledger, "to=" + last + camera)).as(last).containsExactly("a");
                assertThat(found(ledger, "from=" + last + camera)).as(last).isEmpty();
            }
            assertThat(found(ledger, "from=0000&to=9999" + camera)).containsExactly("a");
        }
    }

    @Test
    default void a_span_between_instants_holds_what_is_known_to_be_taken_in_it() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        Map.of(
                        "tokyo", "+09:00",
                        "london", "Z",
                        "denver", "-07:00")
                .forEach((name, offset) -> add(
                        ledger,
                        name,
                        TODAY,
                        photo(Optional.of("2026-01-31T18:30:05.5"), Optional.of(offset), Optional.empty())));
        add(ledger, "somewhere", TODAY, taken("2026-01-31T18:30:05.5"));
        for (String camera : List.of("", "&camera=Nikon D800", "&state=PENDING")) {
            assertThat(found(ledger, "from=2026-01-31T18:30Z" + camera)).containsExactlyInAnyOrder("denver", "london");
            assertThat(found(ledger, "from=2026-01-31T18:30:05.5Z&to=2026-01-31T18:30:06Z" + camera))
                    .containsExactly("london");
            assertThat(found(ledger, "from=2026-01-31T18:30:05.51Z&to=2026-01-31T18:30:06Z" + camera))
                    .isEmpty();
            assertThat(found(ledger, "from=2026-02-01T03:00+09:00&to=2026-02-01T04:00+09:00" + camera))
                    .containsExactly("london");
            assertThat(found(ledger, "to=2026-01-31T10:00Z" + camera)).containsExactly("tokyo");
            assertThat(found(ledger, "from=2026-01-31&to=2026-01-31T20:00Z" + camera))
                    .containsExactlyInAnyOrder("tokyo", "london");
            assertThat(found(ledger, "from=2026-01-31&to=2026-01-31" + camera)).hasSize(4);
        }
    }

    @Test
    default void dates_long_ago_and_to_come_are_found_too() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        add(ledger, "hoax", TODAY, taken("1503-06-01T00:00:00"));
        add(ledger, "first", TODAY, taken("1826-06-01T00:00:00"));
        add(ledger, "grandmother", TODAY, taken("1989-12-31T23:59:59.9"));
        add(ledger, "wall", TODAY, taken("1990-01-01T00:00:00"));
        add(ledger, "long ago", TODAY.minus(Duration.ofDays(3000)), taken("2026-06-30T00:00:00"));
        add(ledger, "east", TODAY, taken("2026-07-02T02:00:00"));
        add(ledger, "ahead", TODAY, taken("2026-08-01T00:00:00"));
        add(ledger, "astray", TODAY, taken("2036-01-01T00:00:00"));
        add(ledger, "never", TODAY, taken("9999-12-31T23:59:59"));
        for (String camera : List.of("", "&camera=Nikon D800", "&limit=1", "&limit=2&format=jpeg")) {
            assertThat(found(ledger, "from=2026" + camera))
                    .containsExactly("never", "astray", "ahead", "east", "long ago");
            assertThat(found(ledger, "from=2026-07-02&to=2099" + camera)).containsExactly("astray", "ahead", "east");
            assertThat(found(ledger, "from=2030" + camera)).containsExactly("never", "astray");
            assertThat(found(ledger, "from=2026-08&to=2026-08" + camera)).containsExactly("ahead");
            assertThat(found(ledger, "to=1999-12-31" + camera)).containsExactly("wall", "grandmother", "first", "hoax");
            assertThat(found(ledger, "from=1600&to=1989" + camera)).containsExactly("grandmother", "first");
            assertThat(found(ledger, "to=1700" + camera)).containsExactly("hoax");
            assertThat(found(ledger, "from=0001&to=9999" + camera)).hasSize(9).doesNotHaveDuplicates();
        }
    }

    @Test
    default void undated_photos_are_found_by_camera_and_place_after_the_dated_ones() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        Optional<Position> here = Optional.of(new Position(47.37, 8.54));
        for (int i = 0; i < 3; i++) {
            Optional<String> when = Optional.of("2026-01-0%dT00:00:00".formatted(i + 1));
            add(ledger, "dated" + i, TODAY, photo(when, Optional.empty(), here));
            add(ledger, "undated" + i, TODAY.plusSeconds(i), photo(Optional.empty(), Optional.empty(), here));
        }
        for (String query : List.of("camera=Nikon D800", "near=47.4,8.5", "camera=Nikon D800&near=47.4,8.5")) {
            for (int limit : new int[] {1, 2, 3, 100}) {
                assertThat(found(ledger, query + "&limit=" + limit))
                        .as(query)
                        .containsExactly("dated2", "dated1", "dated0", "undated2", "undated1", "undated0");
            }
            assertThat(found(ledger, query + "&missing=date")).containsExactly("undated2", "undated1", "undated0");
            assertThat(found(ledger, query + "&from=2026")).hasSize(3).contains("dated0");
        }
        assertThat(ledger.handOver(
                        key("undated0"), Optional.of(1L), uploaded("g2", TODAY), taken("2026-01-04T00:00:00")))
                .isTrue();
        assertThat(found(ledger, "camera=Nikon D800")).startsWith("undated0").hasSize(6);
        assertThat(found(ledger, "near=47.4,8.5")).hasSize(5);
        ledger.bury(key("undated1"), 1, TODAY);
        assertThat(found(ledger, "camera=Nikon D800")).doesNotContain("undated1");
    }

    @Test
    default void what_is_missing_can_be_asked_for() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        add(ledger, "full", TODAY, FULL);
        add(ledger, "nothing", TODAY, NOTHING);
        add(ledger, "zoneless", TODAY, taken("2026-01-31T18:30:05"));
        add(ledger, "undated", TODAY, photo(Optional.empty(), Optional.empty(), Optional.of(new Position(1, 2))));
        assertThat(found(ledger, "missing=camera")).containsExactly("nothing");
        assertThat(found(ledger, "missing=date")).containsExactlyInAnyOrder("nothing", "undated");
        assertThat(found(ledger, "missing=position")).containsExactlyInAnyOrder("nothing", "zoneless");
        assertThat(found(ledger, "missing=offset")).containsExactlyInAnyOrder("nothing", "zoneless", "undated");
        assertThat(found(ledger, "missing=keywords,date")).containsExactlyInAnyOrder("nothing", "undated");
        assertThat(found(ledger, "missing=offset&from=2026")).containsExactly("zoneless");
        assertThat(found(ledger, "missing=position&camera=Nikon D800")).containsExactly("zoneless");
        assertThat(found(ledger, "missing=date&near=1,2")).containsExactly("undated");
        assertThat(found(ledger, "missing=camera,date&state=PENDING")).containsExactly("nothing");
        assertThat(found(ledger, "missing=lens,position&state=PENDING")).containsExactly("nothing");
        for (String contradiction : List.of(
                "missing=camera&camera=Nikon D800",
                "missing=date&from=2026",
                "missing=date&to=2026",
                "missing=position&near=1,2",
                "missing=lens&lens=24",
                "missing=keywords&keyword=sea")) {
            assertThat(found(ledger, contradiction)).as(contradiction).isEmpty();
        }
    }

    @Test
    default void photos_nearby_are_found_across_antimeridian_poles_and_cell_borders() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        Map<String, PhotoMetadata> photos = Map.of(
                "fiji", at(-16.8, 179.99),
                "fiji, beyond", at(-16.8, -179.99),
                "on the line", at(-16.8, 180),
                "on the line, beyond", at(-16.8, -180),
                "north pole", at(90, 0),
                "almost north pole", at(89.95, 123),
                "south pole", at(-90, -45),
                "corner", at(0, 0),
                "corner, beyond", at(-0.0001, -0.0001));
        photos.forEach((name, photo) -> add(ledger, name, TODAY, photo));
        String[] atTheLine = {"fiji", "fiji, beyond", "on the line", "on the line, beyond"};
        for (String longitude : List.of("179.99", "-179.99", "180", "-180")) {
            assertThat(found(ledger, "near=-16.8," + longitude + "&within=5"))
                    .as(longitude)
                    .containsExactlyInAnyOrder(atTheLine);
        }
        assertThat(found(ledger, "near=-16.8,179.9&within=11")).hasSize(3).doesNotContain("fiji, beyond");
        for (String pole : List.of("90,0", "90,180", "89.97,-57")) {
            assertThat(found(ledger, "near=" + pole + "&within=20"))
                    .as(pole)
                    .containsExactlyInAnyOrder("north pole", "almost north pole");
        }
        assertThat(found(ledger, "near=-90,0&within=0.1")).containsExactly("south pole");
        assertThat(found(ledger, "near=0.0001,0.0001&within=0.1"))
                .containsExactlyInAnyOrder("corner", "corner, beyond");
        assertThat(found(ledger, "near=0,0&within=20000")).hasSizeGreaterThanOrEqualTo(7);
        assertThat(found(ledger, "near=0,0&within=20000&limit=2")).doesNotHaveDuplicates();
    }

    /// Photos of all sorts, dense enough that every filter finds some.
    private static Map<String, PhotoMetadata> assortment(Random random, int count) {
        Map<String, PhotoMetadata> photos = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            boolean hasCamera = random.nextInt(5) > 0;
            Optional<String> when = random.nextInt(5) > 0
                    ? Optional.of("2026-0%d-%02dT12:00:0%d"
                            .formatted(1 + random.nextInt(3), 1 + random.nextInt(28), random.nextInt(10)))
                    : Optional.empty();
            Optional<Position> where = random.nextInt(3) > 0
                    ? Optional.of(new Position(47 + random.nextDouble(), 8 + random.nextDouble()))
                    : Optional.empty();
            PhotoMetadata like = photo(when, random.nextBoolean() ? Optional.of("+02:00") : Optional.empty(), where);
            photos.put(
                    "%03d".formatted(i),
                    new PhotoMetadata(
                            like.picture(),
                            hasCamera
                                    ? new Camera(
                                            Optional.of("Nikon"),
                                            Optional.of("D"),
                                            Optional.of("Nikon D" + random.nextInt(3)),
                                            Optional.of("lens " + random.nextInt(3)))
                                    : Camera.UNKNOWN,
                            hasCamera
                                    ? new Exposure(
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.of(1.4 * (1 + random.nextInt(4))),
                                            Optional.of(100 << random.nextInt(5)),
                                            Optional.of(24.0 + random.nextInt(3)),
                                            Optional.empty(),
                                            Optional.empty())
                                    : Exposure.UNKNOWN,
                            like.captureTime(),
                            like.position(),
                            Optional.empty(),
                            Optional.empty(),
                            random.nextBoolean() ? FULL.description() : Description.NONE,
                            Optional.empty(),
                            RawTags.NONE,
                            List.of()));
        }
        return photos;
    }

    /// A photo of which a test knows everything.
    record Known(PhotoMetadata metadata, State state) {
        private boolean wasTaken(Predicate<LocalDateTime> when) {
            return metadata.captureTime()
                    .map(CaptureTime::wallClock)
                    .filter(when)
                    .isPresent();
        }

        private boolean hasOffset() {
            return metadata.captureTime().flatMap(CaptureTime::offset).isPresent();
        }

        /// On a ball of the earth's size.
        private boolean isWithin(double kilometres, double latitude, double longitude) {
            return metadata.position()
                    .filter(position -> {
                        double one = Math.toRadians(latitude);
                        double other = Math.toRadians(position.latitude());
                        double between = Math.toRadians(position.longitude() - longitude);
                        double cosine =
                                Math.sin(one) * Math.sin(other) + Math.cos(one) * Math.cos(other) * Math.cos(between);
                        return 6371 * Math.acos(cosine) <= kilometres;
                    })
                    .isPresent();
        }
    }

    /// Filters, and what they mean for the photos of [#assortment], told without the code that answers.
    private static Map<String, Predicate<Known>> filters() {
        Map<String, Predicate<Known>> filters = new LinkedHashMap<>();
        filters.put("camera=Nikon D1", p -> p.metadata().camera().name().equals(Optional.of("Nikon D1")));
        filters.put("lens=LENS 2", p -> p.metadata().camera().lens().equals(Optional.of("lens 2")));
        filters.put("from=2026-01-15", p -> p.wasTaken(at -> !at.isBefore(LocalDateTime.parse("2026-01-15T00:00"))));
        filters.put("to=2026-03-10", p -> p.wasTaken(at -> at.isBefore(LocalDateTime.parse("2026-03-11T00:00"))));
        // All offsets are two hours.
        filters.put(
                "from=2026-01-20T10:00:03Z",
                p -> p.hasOffset() && p.wasTaken(at -> !at.isBefore(LocalDateTime.parse("2026-01-20T12:00:03"))));
        filters.put(
                "to=2026-03-10T10:00:04Z",
                p -> p.hasOffset() && p.wasTaken(at -> at.isBefore(LocalDateTime.parse("2026-03-10T12:00:04"))));
        filters.put("near=47.5,8.5&within=40", p -> p.isWithin(40, 47.5, 8.5));
        filters.put("near=47.5,8.5&within=400", p -> p.metadata().position().isPresent());
        filters.put(
                "iso=200-800", p -> p.metadata().exposure().iso().stream().anyMatch(List.of(200, 400, 800)::contains));
        filters.put("f=1.4-3", p -> p.metadata().exposure().fNumber().stream().anyMatch(f -> f < 3));
        filters.put(
                "focal=24-25",
                p -> p.metadata().exposure().focalLength().stream().anyMatch(mm -> mm < 25.5));
        filters.put("state=PENDING", p -> p.state() == State.PENDING);
        filters.put("state=READY,REJECTED", p -> p.state() != State.PENDING);
        filters.put("reason=CORRUPT", p -> p.state() == State.REJECTED);
        filters.put("format=jpeg", _ -> true);
        filters.put("keyword=SEA", p -> p.metadata().description().equals(FULL.description()));
        filters.put("missing=position", p -> p.metadata().position().isEmpty());
        filters.put("missing=date", p -> p.metadata().captureTime().isEmpty());
        filters.put("missing=camera,offset", p -> p.metadata().camera().name().isEmpty() && !p.hasOffset());
        return filters;
    }

    @Test
    default void filters_combine_at_will() throws Exception {
        Random random = new Random(4);
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        Map<String, Known> photos = new LinkedHashMap<>();
        for (Map.Entry<String, PhotoMetadata> photo : assortment(random, 100).entrySet()) {
            String name = photo.getKey();
            State state = List.of(State.PENDING, State.PENDING, State.READY, State.REJECTED)
                    .get(random.nextInt(4));
            photos.put(name, new Known(photo.getValue(), state));
            add(ledger, name, TODAY.minus(Duration.ofHours(7L * photos.size())), photo.getValue());
            if (state != State.PENDING) {
                end(ledger, name, state == State.READY ? published(key(name)) : rejected(Reason.CORRUPT));
            }
        }
        Map<String, Predicate<Known>> filters = filters();
        List<String> names = List.copyOf(filters.keySet());
        int found = 0;
        for (int i = 0; i < 3 * names.size(); i++) {
            Map<String, String> parameters = new LinkedHashMap<>();
            Predicate<Known> all = _ -> true;
            // Each alone, then with up to four others.
            int others = i / names.size() * (1 + i % 2);
            for (int n = 0; n <= others; n++) {
                String name = names.get(n == 0 ? i % names.size() : random.nextInt(names.size()));
                if (parameters(name).keySet().stream().noneMatch(parameters::containsKey)) {
                    parameters.putAll(parameters(name));
                    all = all.and(Objects.requireNonNull(filters.get(name)));
                }
            }
            parameters.put("limit", random.nextBoolean() ? "20" : "100");
            List<String> expected = photos.entrySet().stream()
                    .filter(filtered(all))
                    .map(Map.Entry::getKey)
                    .toList();
            found += expected.size();
            assertThat(found(ledger, QueryText.parse(parameters), _ -> {}))
                    .as(parameters.toString())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(found).isGreaterThan(500);
    }

    private static Predicate<Map.Entry<String, Known>> filtered(Predicate<Known> filter) {
        return entry -> filter.test(entry.getValue());
    }

    @Test
    default void pages_neither_skip_nor_repeat_while_photos_arrive() throws Exception {
        for (String question : List.of(
                "",
                "missing=keywords",
                "from=2026-01-01&to=2026-06-30",
                "camera=Nikon D800",
                "camera=Nikon D800&missing=date",
                "camera=Nikon D800&from=2026-01-01",
                "near=47,8&within=30",
                "near=47,8&within=30&missing=date",
                "near=47,8&within=30&from=2026-01-01",
                "near=47,8&within=500",
                "state=PENDING",
                "state=PENDING,REJECTED")) {
            SettableClock clock = new SettableClock(TODAY);
            WholeLedger ledger = emptyLedger(clock);
            List<String> there = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                clock.advance(Duration.ofSeconds(i % 3));
                there.add("there%02d".formatted(i));
                add(ledger, there.getLast(), TODAY.minus(Duration.ofDays(3L * (i / 3))), arriving(question, i));
                if (question.contains("REJECTED") && i % 2 == 0) {
                    end(ledger, there.getLast(), rejected(Reason.CORRUPT));
                }
            }
            for (int limit : new int[] {4, 5}) {
                String query = question + (question.isEmpty() ? "" : "&") + "limit=" + limit;
                List<String> shown = found(ledger, QueryText.parse(parameters(query)), page -> {
                    String name = "new%d-%d".formatted(limit, page);
                    add(ledger, name, TODAY.minus(Duration.ofDays(page % 30)), arriving(question, page));
                });
                assertThat(shown).as(query).doesNotHaveDuplicates().containsAll(there);
            }
        }
    }

    /// Spread over places and months, several of each time.
    private static PhotoMetadata arriving(String question, int i) {
        return photo(
                question.contains("missing=date")
                        ? Optional.empty()
                        : Optional.of("2026-0%d-01T00:00:00".formatted(1 + i / 3 % 6)),
                Optional.empty(),
                Optional.of(new Position(46.95 + 0.1 * (i % 2), 7.85 + 0.05 * (i % 5))));
    }

    @Test
    default void every_filter_that_is_given_has_to_hold() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        add(ledger, "full", TODAY, FULL);
        add(ledger, "plain", TODAY, NOTHING);
        end(ledger, "full", published(key("full")));
        for (String holds : List.of(
                "camera=Nikon D800",
                "lens=F/2.8",
                "iso=400",
                "iso=100-400",
                "f=2.8",
                "f=1.4-2.8",
                "focal=50",
                "focal=24-70",
                "near=-33.86,151.21&within=1",
                "format=jpeg",
                "keyword=SEA",
                "keyword=opera, house",
                "state=READY",
                "state=ready,rejected",
                "camera=Nikon D800&iso=400&near=-33.86,151.21&state=READY&from=2026-01-31")) {
            assertThat(found(ledger, holds)).as(holds).containsExactly("full");
        }
        for (String fails : List.of(
                "camera=Nikon",
                "lens=85",
                "iso=401-800",
                "f=4",
                "focal=1-49.9",
                "near=-33.86,151.21&within=0.1",
                "near=33.86,151.21",
                "format=png",
                "keyword=se",
                "state=REJECTED",
                "reason=CORRUPT",
                "iso=400&keyword=mountain")) {
            assertThat(found(ledger, fails)).as(fails).isEmpty();
        }
    }

    @Test
    default void what_failed_is_found_by_state_and_reason_whatever_else_is_asked() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        for (String name : List.of("ready", "degraded", "corrupt", "empty", "pending")) {
            add(ledger, name, TODAY, FULL);
        }
        end(ledger, "ready", published(key("ready")));
        end(ledger, "degraded", degraded(key("degraded")));
        end(ledger, "corrupt", rejected(Reason.CORRUPT));
        end(ledger, "empty", rejected(Reason.EMPTY));
        assertThat(found(ledger, "state=REJECTED")).containsExactlyInAnyOrder("corrupt", "empty");
        assertThat(found(ledger, "state=REJECTED,DEGRADED&limit=1"))
                .containsExactlyInAnyOrder("corrupt", "empty", "degraded");
        assertThat(found(ledger, "reason=CORRUPT")).containsExactly("corrupt");
        assertThat(found(ledger, "state=REJECTED&reason=EMPTY")).containsExactly("empty");
        assertThat(found(ledger, "state=READY,PENDING,REJECTED&reason=EMPTY")).containsExactly("empty");
        assertThat(found(ledger, "state=READY,PENDING&reason=EMPTY")).isEmpty();
        assertThat(found(ledger, "reason=TRUNCATED&camera=Nikon D800")).containsExactly("degraded");
        assertThat(found(ledger, "state=PENDING,READY")).containsExactlyInAnyOrder("pending", "ready");
        for (String filter : List.of(
                "iso=400", "f=2.8", "focal=50", "lens=24", "keyword=sea", "near=-33.86,151.21", "from=2026-01-31")) {
            assertThat(found(ledger, "state=DEGRADED&" + filter)).as(filter).containsExactly("degraded");
        }
    }

    @Test
    default void a_row_shows_all_that_is_known_whichever_way_it_was_found() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        for (Optional<String> when : List.of(
                Optional.of("2026-01-31T18:30:05.07"), Optional.of("1980-01-01T00:00:00"), Optional.<String>empty())) {
            for (String end : List.of("pending", "ready", "degraded", "rejected")) {
                add(ledger, end + when.orElse(""), TODAY, full(when));
            }
            end(ledger, "ready" + when.orElse(""), published(key("ready")));
            end(ledger, "degraded" + when.orElse(""), degraded(key("degraded")));
            end(ledger, "rejected" + when.orElse(""), rejected(Reason.CORRUPT));
        }
        for (String query : List.of(
                "",
                "from=2026",
                "to=2026",
                "camera=Nikon D800",
                "near=-33.86,151.21",
                "state=PENDING,DEGRADED,REJECTED",
                "state=READY,REJECTED",
                "reason=CORRUPT")) {
            List<PhotoSummary> rows =
                    ledger.search(QueryText.parse(parameters(query))).photos();
            assertThat(rows).as(query).hasSizeGreaterThanOrEqualTo(3);
            for (PhotoSummary row : rows) {
                Map<String, Object> known =
                        new LinkedHashMap<>(ledger.attributes(row.key()).orElseThrow());
                known.keySet().retainAll(Attributes.OF_A_ROW);
                Map<String, Object> shown = new LinkedHashMap<>(row.attributes());
                shown.remove(Attributes.UPDATED_AT);
                assertThat(shown)
                        .as(query)
                        .containsExactlyInAnyOrderEntriesOf(known)
                        .containsKeys("state", "lens", "title", "place");
            }
        }
    }

    private static PhotoMetadata full(Optional<String> when) {
        return new PhotoMetadata(
                FULL.picture(),
                FULL.camera(),
                FULL.exposure(),
                photo(when, Optional.of("+05:30"), Optional.empty()).captureTime(),
                FULL.position(),
                FULL.altitude(),
                FULL.place(),
                FULL.description(),
                FULL.colorProfile(),
                FULL.tags(),
                FULL.errors());
    }

    @Test
    default void a_deleted_photo_is_not_found() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        add(ledger, "gone", TODAY, FULL);
        ledger.bury(key("gone"), 1, TODAY);
        for (String query : List.of("", "camera=Nikon D800", "from=2026-01-01", "state=PENDING")) {
            assertThat(found(ledger, query)).as(query).isEmpty();
        }
    }

    @Test
    default void a_token_of_another_question_is_refused() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        add(ledger, "a", TODAY, FULL);
        add(ledger, "b", TODAY, FULL);
        String token =
                ledger.search(QueryText.parse(Map.of("limit", "1"))).next().orElseThrow();
        for (Map<String, String> foreign : List.of(
                Map.of("next", "nonsense"),
                Map.of("next", "e30"),
                Map.of("next", "äöü"),
                Map.of("next", token, "camera", "Nikon D800"),
                Map.of("next", token, "from", "2026-01-01"),
                Map.of("next", token, "state", "PENDING"))) {
            assertThatThrownBy(() -> ledger.search(QueryText.parse(foreign)))
                    .as(foreign.toString())
                    .isInstanceOf(InvalidQuery.class)
                    .hasMessage("parameter \"next\" is \"" + foreign.get("next")
                            + "\", expected the token that came with the page before");
        }
        String dated = ledger.search(
                        QueryText.parse(Map.of("limit", "1", "from", "2026-01-31", "camera", "Nikon D800")))
                .next()
                .orElseThrow();
        assertThatThrownBy(() -> ledger.search(QueryText.parse(
                        Map.of("next", dated, "from", "2026-02-01", "to", "2026-02-02", "camera", "Nikon D800"))))
                .isInstanceOf(InvalidQuery.class);
    }

    @Test
    default void counts_tell_states_and_reasons() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(TODAY));
        assertThat(ledger.count()).isEmpty();
        IntStream.range(0, 3).forEach(i -> add(ledger, "p" + i, TODAY, FULL));
        add(ledger, "ready", TODAY, FULL);
        add(ledger, "degraded", TODAY, FULL);
        add(ledger, "rejected", TODAY, FULL);
        add(ledger, "deleted", TODAY, FULL);
        end(ledger, "ready", published(key("ready")));
        end(ledger, "degraded", degraded(key("degraded")));
        end(ledger, "rejected", rejected(Reason.EMPTY));
        ledger.bury(key("deleted"), 1, TODAY);
        assertThat(ledger.count())
                .isEqualTo(Map.of(
                        new QueryLedger.StateCount(State.PENDING, Optional.empty()), 3L,
                        new QueryLedger.StateCount(State.READY, Optional.empty()), 1L,
                        new QueryLedger.StateCount(State.DEGRADED, Optional.of(Reason.TRUNCATED)), 1L,
                        new QueryLedger.StateCount(State.REJECTED, Optional.of(Reason.EMPTY)), 1L,
                        new QueryLedger.StateCount(State.DELETED, Optional.empty()), 1L));
    }
}
