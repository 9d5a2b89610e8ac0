package photos.processor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaterThreadTest {
    private final BlockingQueue<Integer> done = new LinkedBlockingQueue<>();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private void block() {
        try {
            busy.countDown();
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int next() throws InterruptedException {
        Integer next = done.poll(30, TimeUnit.SECONDS);
        return next == null ? -1 : next;
    }

    /// A change of the presets makes more to do later than one thread does.
    @Test
    void only_so_much_may_wait_and_the_rest_is_left_out() throws Exception {
        LaterThread later = new LaterThread("later", 2);
        later.after(Duration.ZERO, this::block);
        busy.await();
        for (int task : new int[] {1, 2, 3, 4}) {
            later.after(Duration.ZERO, () -> done.add(task));
        }
        release.countDown();
        assertThat(List.of(next(), next())).containsExactly(1, 2);
        later.after(Duration.ZERO, () -> done.add(5));
        assertThat(next()).isEqualTo(5);
    }
}
