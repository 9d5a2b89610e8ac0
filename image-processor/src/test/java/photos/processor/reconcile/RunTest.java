package photos.processor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.clock.SettableClock;
import photos.ledger.InMemoryLedger;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.queue.HintQueue;
import photos.storage.ObjectKey;

class RunTest {
    private static final int KEYS = 25;

    @TempDir
    private Path directory = Path.of("");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-07-01T12:00:00Z"));
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final List<ObjectKey> sent = new ArrayList<>();
    private int looks;
    private int fullLooks;
    private int resting;
    private int failAfter = Integer.MAX_VALUE;

    private final HintQueue queue = new HintQueue() {
        @Override
        public void send(ObjectKey key) {
            sendAll(List.of(key));
        }

        @Override
        public void sendAll(List<ObjectKey> keys) {
            if (sent.size() >= failAfter) {
                throw new Unavailable("the queue is away");
            }
            sent.addAll(keys);
        }

        @Override
        public void hide(String receiptHandle, Duration delay) {}

        @Override
        public Depth depth() {
            looks++;
            return new Depth(looks <= fullLooks ? 250 : 0, resting, Optional.empty());
        }
    };

    private static ObjectKey key(int i) {
        return new ObjectKey("uploads/" + i + ".jpg");
    }

    private static List<ObjectKey> allKeys() {
        return IntStream.range(0, KEYS).mapToObj(RunTest::key).toList();
    }

    private WorkList list() throws Exception {
        WorkList.Writer writer =
                WorkList.begin(directory.resolve("cursor"), new WorkList.About("photos-1", "", "recipe", ""));
        allKeys().forEach(key -> writer.add(new Hinting.Wanted(key, key.equals(key(3)))));
        return writer.finish();
    }

    private Run run() {
        return new Run(new Hinting(ledger, queue, clock), queue, 1_000_000, new WaitedTime());
    }

    @Test
    void every_key_is_hinted_at_once_and_what_nobody_knows_gets_a_tombstone_first() throws Exception {
        List<Long> steps = new ArrayList<>();
        try (WorkList list = list()) {
            run().send(list, steps::add, _ -> {});
            assertThat(list.sent()).isEqualTo(KEYS);
        }
        assertThat(sent).isEqualTo(allKeys());
        assertThat(steps).containsExactly(10L, 10L, 5L);
        assertThat(ledger.find(key(3)).orElseThrow().state()).isEqualTo(State.DELETED);
        assertThat(ledger.writes()).isEqualTo(1);
    }

    @Test
    void a_run_waits_while_the_queue_has_enough() throws Exception {
        fullLooks = 1;
        try (WorkList list = list()) {
            run().send(list, _ -> {}, _ -> {});
        }
        assertThat(looks).isGreaterThanOrEqualTo(2);
        assertThat(sent).isEqualTo(allKeys());
    }

    @Test
    void a_run_does_not_wait_for_messages_that_rested_before() throws Exception {
        resting = 1000;
        try (WorkList list = list()) {
            run().send(list, _ -> {}, _ -> {});
        }
        assertThat(looks).isEqualTo(1);
        assertThat(sent).isEqualTo(allKeys());
    }

    @Test
    void after_an_outage_the_same_list_is_gone_on_with() throws Exception {
        failAfter = 10;
        try (WorkList list = list()) {
            assertThatThrownBy(() -> run().send(list, _ -> {}, _ -> {})).isInstanceOf(Unavailable.class);
        }
        failAfter = Integer.MAX_VALUE;
        try (WorkList list = WorkList.unfinished(directory.resolve("cursor")).orElseThrow()) {
            run().send(list, _ -> {}, _ -> {});
        }
        assertThat(sent).isEqualTo(allKeys());
    }
}
