package photos.processor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.clock.SettableClock;
import photos.ledger.InMemoryLedger;
import photos.queue.HintQueue;
import photos.storage.ObjectKey;

/// How fast a run sends, while others work off the queue.
class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int MAX_AHEAD = 200;
    private static final int BATCH = 10;

    @TempDir
    private Path directory = Path.of("");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-07-01T12:00:00Z"));
    private long workedUntil;
    private long nanosEach = SECOND;
    private int waiting;
    private int most;
    private final List<Long> sentAt = new ArrayList<>();

    private final WaitedTime time = new WaitedTime();

    private final HintQueue queue = new HintQueue() {
        @Override
        public void send(ObjectKey key) {
            sendAll(List.of(key));
        }

        @Override
        public void sendAll(List<ObjectKey> keys) {
            work();
            waiting += keys.size();
            most = Math.max(most, waiting);
            keys.forEach(_ -> sentAt.add(time.nanos()));
        }

        @Override
        public void hide(String receiptHandle, Duration delay) {}

        @Override
        public Depth depth() {
            work();
            return new Depth(waiting, 0, Optional.empty());
        }
    };

    /// What was done since the last look.
    private void work() {
        long done = (time.nanos() - workedUntil) / nanosEach;
        waiting = (int) Math.max(0, waiting - done);
        workedUntil += done * nanosEach;
    }

    /// @return what was said of waits
    private List<HintQueue.Depth> run(int keys, int rate) throws Exception {
        WorkList.Writer writer =
                WorkList.begin(directory.resolve("cursor"), new WorkList.About("photos-1", "", "recipe", ""));
        for (int i = 0; i < keys; i++) {
            writer.add(new Hinting.Wanted(new ObjectKey("uploads/" + i + ".jpg"), false));
        }
        List<HintQueue.Depth> held = new ArrayList<>();
        try (WorkList list = writer.finish()) {
            new Run(new Hinting(new InMemoryLedger(clock), queue, clock), queue, rate, time)
                    .send(list, _ -> {}, held::add);
        }
        assertThat(sentAt).hasSize(keys);
        return held;
    }

    private long mostWithinASecond() {
        return sentAt.stream()
                .distinct()
                .mapToLong(start -> sentAt.stream()
                        .filter(at -> at >= start && at < start + SECOND)
                        .count())
                .max()
                .orElse(0);
    }

    /// Once the queue is full the work sets the pace, and what the run has fallen behind is not made up for.
    @Test
    void slow_work_makes_a_run_neither_send_faster_later_nor_get_further_ahead() throws Exception {
        nanosEach = SECOND / 5;
        run(2000, 10);
        assertThat(mostWithinASecond()).isLessThanOrEqualTo(10 + BATCH);
        assertThat(most).isLessThanOrEqualTo(MAX_AHEAD);
        assertThat(time.nanos()).isBetween(350 * SECOND, 420 * SECOND);
    }

    @Test
    void a_rate_above_what_a_look_allows_gets_no_further_ahead() throws Exception {
        nanosEach = SECOND / 50;
        run(3000, 100_000);
        assertThat(most).isLessThanOrEqualTo(MAX_AHEAD);
    }

    @Test
    void fast_work_is_given_as_much_as_was_asked_for() throws Exception {
        nanosEach = 1;
        run(1000, 10);
        assertThat(time.nanos()).isBetween(98 * SECOND, 101 * SECOND);
    }

    @Test
    void a_wait_for_work_that_stands_still_is_said_now_and_then() throws Exception {
        nanosEach = 200 * SECOND;
        assertThat(run(201, 1000))
                .hasSizeBetween(5, 7)
                .allSatisfy(depth -> assertThat(depth.waiting()).isEqualTo(200));
    }

    @Test
    void nothing_is_said_of_short_waits() throws Exception {
        nanosEach = SECOND / 5;
        assertThat(run(500, 100)).isEmpty();
    }
}
