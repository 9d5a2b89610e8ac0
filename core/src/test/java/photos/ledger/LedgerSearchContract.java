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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import photos.clock.SettableClock;
import photos.storage.ObjectKey;

/// What every ledger has to promise of searches and counts.
public interface LedgerSearchContract {
    Instant TODAY = Instant.parse("2026-07-01T12:00:00Z");

    Ledger emptyLedger(Clock clock) throws Exception;

    private static ObjectKey key(String name) {
        return new ObjectKey("uploads/" + name);
    }

    private static PhotoMetadata taken(String at) {
        return new PhotoMetadata(
                FULL.picture(),
                FULL.camera(),
                FULL.exposure(),
                Optional.of(new CaptureTime(LocalDateTime.parse(at), Math.max(0, at.length() - 20), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Description.NONE,
                Optional.empty(),
                RawTags.NONE,
                List.of());
    }

    private static void add(Ledger ledger, String name, Instant uploadedAt, PhotoMetadata metadata) {
        assertThat(ledger.handOver(key(name), Optional.empty(), uploaded("g1", uploadedAt), metadata))
                .isTrue();
    }

    private static void end(Ledger ledger, String name, Rendering rendering) {
        assertThat(ledger.commit(new Claim(key(name), generation("g1"), 1), rendering))
                .isTrue();
    }

    /// Answers name by name what `query` finds, page after page.
    private static List<String> found(Ledger ledger, String query) throws InvalidQuery {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            parameters.put(
                    parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        List<String> names = new ArrayList<>();
        PhotoQuery page = QueryText.parse(parameters);
        for (int pages = 0; pages < 100; pages++) {
            Page answer = ledger.search(page);
            assertThat(answer.photos()).hasSizeLessThanOrEqualTo(page.limit());
            answer.photos().forEach(photo -> names.add(photo.key().value().substring(ObjectKey.UPLOADS.length())));
            if (answer.next().isEmpty()) {
                return names;
            }
            page = page.withNext(answer.next());
        }
        throw new AssertionError("no end after 100 pages: " + names);
    }

    @Test
    default void pages_show_every_photo_once_newest_first() throws Exception {
        Ledger ledger = emptyLedger(new SettableClock(TODAY));
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

    private static String uploadedAt(Ledger ledger, String name) {
        return String.valueOf(ledger.attributes(key(name)).orElseThrow().get("uploadedAt"));
    }

    @Test
    default void photos_of_a_span_of_time_come_last_taken_first() throws Exception {
        Ledger ledger = emptyLedger(new SettableClock(TODAY));
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
    default void every_filter_that_is_given_has_to_hold() throws Exception {
        Ledger ledger = emptyLedger(new SettableClock(TODAY));
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
        Ledger ledger = emptyLedger(new SettableClock(TODAY));
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
        assertThat(found(ledger, "state=PENDING,READY")).containsExactlyInAnyOrder("pending", "ready");
        for (String filter : List.of(
                "iso=400", "f=2.8", "focal=50", "lens=24", "keyword=sea", "near=-33.86,151.21", "from=2026-01-31")) {
            assertThat(found(ledger, "state=DEGRADED&" + filter)).as(filter).containsExactly("degraded");
        }
    }

    @Test
    default void a_deleted_photo_is_not_found() throws Exception {
        Ledger ledger = emptyLedger(new SettableClock(TODAY));
        add(ledger, "gone", TODAY, FULL);
        ledger.bury(key("gone"), 1, TODAY);
        for (String query : List.of("", "camera=Nikon D800", "from=2026-01-01", "state=PENDING")) {
            assertThat(found(ledger, query)).as(query).isEmpty();
        }
    }

    @Test
    default void a_token_of_another_question_is_refused() throws Exception {
        Ledger ledger = emptyLedger(new SettableClock(TODAY));
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
        Ledger ledger = emptyLedger(new SettableClock(TODAY));
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
                        new Ledger.StateCount(State.PENDING, Optional.empty()), 3L,
                        new Ledger.StateCount(State.READY, Optional.empty()), 1L,
                        new Ledger.StateCount(State.DEGRADED, Optional.of(Reason.TRUNCATED)), 1L,
                        new Ledger.StateCount(State.REJECTED, Optional.of(Reason.EMPTY)), 1L,
                        new Ledger.StateCount(State.DELETED, Optional.empty()), 1L));
    }
}
