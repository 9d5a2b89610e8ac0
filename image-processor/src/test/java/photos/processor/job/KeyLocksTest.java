package photos.processor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;

@Timeout(60)
class KeyLocksTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/a");
    private static final Executor ANOTHER_THREAD = task -> Thread.ofVirtual().start(task);

    private static CompletableFuture<Void> takenElsewhere(KeyLocks locks, ObjectKey key) {
        return CompletableFuture.runAsync(
                () -> {
                    try (var _ = locks.take(key)) {
                        // and given back
                    }
                },
                ANOTHER_THREAD);
    }

    @Test
    void who_waits_longer_than_its_patience_is_to_come_again() {
        KeyLocks locks = new KeyLocks(Duration.ofMillis(20));
        try (var _ = locks.take(KEY)) {
            assertThatThrownBy(() -> takenElsewhere(locks, KEY).join())
                    .cause()
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.retryAfter()).isPresent())
                    .hasMessageContaining(KEY.value());
        }
    }

    @Test
    void a_second_job_takes_its_turn_after_the_first() throws Exception {
        KeyLocks locks = new KeyLocks(Duration.ofMinutes(1));
        FutureTask<Void> second = new FutureTask<>(() -> locks.take(KEY).close(), null);
        try (var _ = locks.take(KEY)) {
            Thread thread = Thread.ofPlatform().start(second);
            while (!second.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(second.isDone()).as("had its turn").isFalse();
        }
        second.get();
    }

    @Test
    void other_keys_do_not_wait() {
        KeyLocks locks = new KeyLocks(Duration.ofMinutes(1));
        try (var _ = locks.take(KEY)) {
            takenElsewhere(locks, new ObjectKey("uploads/a/b")).join();
        }
    }
}
