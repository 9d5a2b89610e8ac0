package photos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static photos.ledger.ExamplePhotos.FULL;
import static photos.ledger.ExamplePhotos.NOTHING;
import static photos.ledger.ExamplePhotos.degraded;
import static photos.ledger.ExamplePhotos.generation;
import static photos.ledger.ExamplePhotos.original;
import static photos.ledger.ExamplePhotos.published;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import photos.clock.SettableClock;
import photos.storage.ObjectKey;

/// What every ledger has to promise whoever looks at all of it.
public interface WholeLedgerContract {
    Instant BEGIN = Instant.parse("2026-07-01T12:00:00Z");
    Instant LATER = Instant.parse("2026-08-01T00:00:00Z");

    WholeLedger emptyLedger(Clock clock) throws Exception;

    private static ObjectKey key(String name) {
        return new ObjectKey("uploads/" + name);
    }

    private static void add(WholeLedger ledger, ObjectKey key, PhotoMetadata metadata) {
        assertThat(ledger.handOver(key, Optional.empty(), original("g1"), metadata))
                .isTrue();
    }

    @Test
    default void many_items_are_found_as_one_is() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(BEGIN));
        List<ObjectKey> keys =
                IntStream.range(0, 230).mapToObj(i -> key("Ünï 🌵 " + i)).toList();
        keys.forEach(key -> add(ledger, key, FULL));
        ledger.commit(new Claim(keys.get(0), generation("g1"), 1), published(keys.get(0)));
        ledger.commit(new Claim(keys.get(1), generation("g1"), 1), degraded(keys.get(1)));
        ledger.bury(keys.get(2), 1, LATER);

        Map<ObjectKey, LedgerItem> found = ledger.findAll(
                IntStream.range(0, 250).mapToObj(i -> key("Ünï 🌵 " + i)).toList());

        assertThat(found).hasSize(230);
        assertThat(found)
                .allSatisfy((key, item) ->
                        assertThat(item).isEqualTo(ledger.find(key).orElseThrow()));
        assertThat(found.values()).extracting(LedgerItem::took).contains(Optional.of(Duration.ofMillis(1234)));
        assertThat(ledger.findAll(List.of())).isEmpty();
    }

    @Test
    default void the_keys_are_those_of_all_photos_that_are_not_deleted() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(BEGIN));
        assertThat(ledger.keys()).isEmpty();
        add(ledger, key("pending"), NOTHING);
        add(ledger, key("ready"), FULL);
        ledger.commit(new Claim(key("ready"), generation("g1"), 1), published(key("ready")));
        add(ledger, key("deleted"), FULL);
        ledger.bury(key("deleted"), 1, LATER);
        ledger.entomb(key("unknown"), LATER);
        assertThat(ledger.keys()).containsExactlyInAnyOrder(key("pending"), key("ready"));
    }

    @Test
    default void a_tombstone_is_put_where_there_is_no_item_and_a_photo_can_take_its_place() throws Exception {
        WholeLedger ledger = emptyLedger(new SettableClock(BEGIN));
        assertThat(ledger.entomb(key("a"), LATER)).isTrue();
        assertThat(ledger.entomb(key("a"), LATER)).isFalse();
        assertThat(ledger.find(key("a")).orElseThrow().state()).isEqualTo(State.DELETED);
        assertThat(ledger.attributes(key("a")).orElseThrow()).containsEntry("expiresAt", LATER.getEpochSecond());
        assertThat(ledger.handOver(key("a"), Optional.of(1L), original("g1"), FULL))
                .isTrue();
        assertThat(ledger.find(key("a")).orElseThrow().claim()).isEqualTo(new Claim(key("a"), generation("g1"), 2));
        assertThat(ledger.entomb(key("a"), LATER)).isFalse();
        assertThat(ledger.find(key("a")).orElseThrow().state()).isEqualTo(State.PENDING);
    }

    @Test
    default void the_longest_pending_is_the_first_that_was_handed_over_and_is_not_rendered() throws Exception {
        SettableClock clock = new SettableClock(BEGIN);
        WholeLedger ledger = emptyLedger(clock);
        assertThat(ledger.longestPending()).isEmpty();
        add(ledger, key("first"), FULL);
        clock.advance(Duration.ofMinutes(1));
        add(ledger, key("second"), FULL);
        clock.advance(Duration.ofMinutes(1));
        add(ledger, key("third"), FULL);
        ledger.commit(new Claim(key("first"), generation("g1"), 1), published(key("first")));
        assertThat(ledger.longestPending())
                .contains(new WholeLedger.Waiting(key("second"), BEGIN.plus(Duration.ofMinutes(1))));
    }
}
