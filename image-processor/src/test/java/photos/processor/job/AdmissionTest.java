package photos.processor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import photos.clock.SettableClock;
import photos.outage.Unavailable;

class AdmissionTest {
    private static final long MEGABYTE = 1 << 20;
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-07-01T12:00:00Z"));

    private Admission admission(int renderers, Duration patience) {
        return new Admission(renderers, 1 << 20, patience, clock);
    }

    private static Unavailable refused(Admission admission) {
        return catchThrowableOfType(Unavailable.class, admission::renderer);
    }

    private static Admission.Share memory(Admission admission, long bytes) {
        Admission.Share share = admission.memory();
        share.raiseTo(bytes);
        return share;
    }

    private static Duration wait(Admission admission) {
        return refused(admission).retryAfter().orElseThrow();
    }

    /// Renders one after another, each for so long.
    private void render(Admission admission, int photos, Duration each) {
        for (int i = 0; i < photos; i++) {
            try (var _ = admission.renderer()) {
                clock.advance(each);
            }
        }
    }

    @Test
    void as_many_are_admitted_as_there_are_renderers() {
        Admission admission = admission(2, AT_ONCE);
        try (var _ = admission.renderer()) {
            admission.renderer().close();
            try (var _ = admission.renderer()) {
                assertThat(refused(admission)).hasMessageContaining("renderers are busy");
            }
        }
        admission.renderer().close();
    }

    @Test
    void half_as_many_wait_as_there_are_renderers_and_the_next_is_refused_at_once() throws Exception {
        Admission admission = admission(3, LONG);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> waiting = new ArrayList<>();
            try (var _ = admission.renderer();
                    var _ = admission.renderer();
                    var _ = admission.renderer()) {
                for (int i = 0; i < 2; i++) {
                    waiting.add(threads.submit(() -> admission.renderer().close()));
                }
                while (admission.waiting() < 2) {
                    Thread.onSpinWait();
                }
                assertThat(refused(admission)).hasMessageContaining("enough photos wait");
            }
            for (Future<?> one : waiting) {
                one.get();
            }
        }
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void who_would_be_refused_can_be_told_before() throws Exception {
        Admission admission = admission(1, LONG);
        assertThat(admission.hasRoom()).isTrue();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting;
            try (var _ = admission.renderer()) {
                assertThat(admission.hasRoom()).isTrue();
                waiting = threads.submit(() -> admission.renderer().close());
                while (admission.waiting() < 1) {
                    Thread.onSpinWait();
                }
                assertThat(admission.hasRoom()).isFalse();
                assertThatThrownBy(admission::requireRoom)
                        .isInstanceOf(Unavailable.class)
                        .hasMessageContaining("enough photos wait");
            }
            waiting.get();
        }
        admission.requireRoom();
    }

    @Test
    void a_refused_job_is_told_to_come_again_when_its_turn_will_be() {
        Admission admission = admission(2, AT_ONCE);
        render(admission, 100, Duration.ofSeconds(8));
        try (var _ = admission.renderer();
                var _ = admission.renderer()) {
            Duration first = wait(admission);
            assertThat(first).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
            assertThat(wait(admission).minus(first)).isCloseTo(Duration.ofSeconds(4), Duration.ofMillis(50));
            assertThat(wait(admission).minus(first)).isCloseTo(Duration.ofSeconds(8), Duration.ofMillis(50));
            clock.advance(Duration.ofSeconds(60));
            assertThat(wait(admission)).isLessThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void the_faster_renders_are_the_sooner_a_refused_job_may_come_again() {
        Admission admission = admission(1, AT_ONCE);
        render(admission, 50, Duration.ofSeconds(20));
        try (var _ = admission.renderer()) {
            assertThat(wait(admission)).isGreaterThan(Duration.ofSeconds(19));
        }
        clock.advance(Duration.ofMinutes(30));
        render(admission, 100, Duration.ofMillis(500));
        try (var _ = admission.renderer()) {
            assertThat(wait(admission)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void a_refused_job_waits_between_a_second_and_a_quarter_of_an_hour() {
        Admission admission = admission(1, AT_ONCE);
        render(admission, 100, Duration.ofMillis(1));
        try (var _ = admission.renderer()) {
            assertThat(wait(admission)).isEqualTo(Duration.ofSeconds(1));
        }
        render(admission, 100, Duration.ofSeconds(30));
        try (var _ = admission.renderer()) {
            for (int i = 0; i < 100; i++) {
                assertThat(wait(admission)).isLessThanOrEqualTo(Duration.ofMinutes(15));
            }
        }
    }

    @Test
    void suspects_go_one_at_a_time_and_take_no_place_of_others_while_they_wait() {
        Admission admission = admission(2, AT_ONCE);
        try (var _ = admission.suspect();
                var _ = admission.renderer()) {
            assertThatThrownBy(admission::suspect)
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("suspect");
            admission.renderer().close();
        }
        admission.suspect().close();
    }

    @Test
    void memory_is_given_out_once_and_a_photo_of_any_cost_fits_alone() {
        Admission admission = admission(2, AT_ONCE);
        try (var _ = memory(admission, 700 << 10)) {
            memory(admission, 300 << 10).close();
            assertThatThrownBy(() -> memory(admission, 400 << 10)).isInstanceOf(Unavailable.class);
        }
        memory(admission, 1L << 40).close();
    }

    @Test
    void what_does_not_fit_is_told_to_come_again() {
        Admission admission = new Admission(1, 10 * MEGABYTE, AT_ONCE, clock);
        try (var _ = memory(admission, 6 * MEGABYTE)) {
            assertThatThrownBy(() -> memory(admission, 6 * MEGABYTE))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.retryAfter()).isPresent());
        }
        memory(admission, 6 * MEGABYTE).close();
    }

    @Test
    void a_render_that_gets_no_more_has_given_back_what_it_had() {
        Admission admission = new Admission(2, 10 * MEGABYTE, AT_ONCE, clock);
        Admission.Share other = memory(admission, 4 * MEGABYTE);
        Admission.Share asking = memory(admission, 4 * MEGABYTE);
        assertThatThrownBy(() -> asking.raiseTo(9 * MEGABYTE)).isInstanceOf(Unavailable.class);
        asking.close();
        other.close();
        memory(admission, 10 * MEGABYTE).close();
    }

    /// Or have ended.
    private static boolean allOthersWait(List<Thread> threads) {
        return threads.stream()
                .filter(thread -> thread != Thread.currentThread())
                .map(Thread::getState)
                .allMatch(state -> state == Thread.State.TIMED_WAITING || state == Thread.State.TERMINATED);
    }

    @Test
    void renders_that_all_want_nearly_everything_get_it_one_after_the_other() throws Exception {
        Admission admission = new Admission(8, 10 * MEGABYTE, LONG, clock);
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        Callable<Void> render = () -> {
            try (Admission.Share share = memory(admission, MEGABYTE)) {
                share.raiseTo(9 * MEGABYTE);
                most.accumulateAndGet(together.incrementAndGet(), Math::max);
                while (most.get() == 1 && !allOthersWait(threads)) {
                    Thread.onSpinWait();
                }
                together.decrementAndGet();
                return null;
            }
        };
        List<FutureTask<Void>> renders =
                Stream.generate(() -> new FutureTask<>(render)).limit(8).toList();
        renders.forEach(one -> threads.add(Thread.ofPlatform().unstarted(one)));
        threads.forEach(Thread::start);
        for (FutureTask<Void> one : renders) {
            one.get();
        }
        assertThat(most).hasValue(1);
    }
}
