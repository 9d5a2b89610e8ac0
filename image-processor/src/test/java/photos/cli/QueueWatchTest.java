package photos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import photos.queue.HintQueue;
import photos.storage.ObjectKey;

class QueueWatchTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private int looks;
    private int emptyAt;

    private final HintQueue queue = new HintQueue() {
        @Override
        public void send(ObjectKey key) {}

        @Override
        public void sendAll(List<ObjectKey> keys) {}

        @Override
        public void hide(String receiptHandle, Duration delay) {}

        @Override
        public Depth depth() {
            return ++looks < emptyAt ? new Depth(7, 3, Optional.empty()) : new Depth(0, 0, Optional.empty());
        }
    };

    private List<String> said() {
        return said.toString(UTF_8).lines().toList();
    }

    private QueueWatch watch() {
        return new QueueWatch(queue, Duration.ZERO, new PrintStream(said, true, UTF_8));
    }

    @Test
    void who_waits_is_told_for_what_and_from_time_to_time_how_it_stands() throws Exception {
        emptyAt = 100;
        watch().awaitEmpty();
        assertThat(looks).isEqualTo(100);
        assertThat(said()).hasSize(4).allSatisfy(line -> assertThat(line).contains("7 wait", "3 ", "photos status"));
    }

    @Test
    void nothing_is_said_of_a_queue_that_is_empty() throws Exception {
        watch().awaitEmpty();
        assertThat(said()).isEmpty();
    }

    @Test
    void a_run_that_is_held_up_says_by_what() {
        watch().held(new HintQueue.Depth(190, 10, Optional.empty()));
        assertThat(said()).singleElement().asString().contains("190 wait", "10 ", "photos status");
    }

    @Test
    void who_interrupts_the_wait_is_told_what_is_left() {
        assertThat(watch().interrupted(new HintQueue.Depth(7, 3, Optional.empty())))
                .contains("all hints are sent", "7 wait", "3 ");
    }
}
