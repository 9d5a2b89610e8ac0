package photos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The protocol under a scheduler that interleaves, repeats, reorders, drops and kills.
///
/// `-Dschedule.seed=N` runs that one schedule and prints its steps; `-Dschedules=N` another number of them.
class ProtocolModelTest {
    private static final int SCHEDULES = Integer.getInteger("schedules", 100_000);

    /// What may happen in a schedule: without any one of these the model proves less than it says.
    private static final List<String> INGREDIENTS = List.of(
            "uploads",
            "deletes",
            "delete markers removed",
            "operators",
            "preset changes",
            "variants lost",
            "events lost",
            "events told again",
            "messages that stay in the queue",
            "requests " + Fate.REFUSED,
            "requests " + Fate.UNANSWERED,
            "requests " + Fate.SENT_TWICE,
            "late requests",
            "lambda kills",
            "processor kills",
            "worker deaths",
            "time-outs",
            "waits cut short",
            "renders",
            "sweeps");

    /// With fewer schedules the rare ones may be missing.
    private static final int ENOUGH_FOR_ALL = 10_000;

    @Test
    void every_promise_is_kept_in_every_schedule() throws IOException {
        Optional<Long> seed = Optional.ofNullable(Long.getLong("schedule.seed"));
        if (seed.isPresent()) {
            System.out.println(Schedules.story(seed.get(), Mutation.NONE));
        }
        Schedules.Outcome outcome =
                Schedules.fixedNumber(seed.orElse(0L), seed.isPresent() ? 1 : SCHEDULES, () -> Mutation.NONE);
        Report.write("model.txt", outcome);
        assertThat(outcome.broken())
                .as(() -> Schedules.story(outcome.broken().orElse(0L), Mutation.NONE))
                .isEmpty();
        if (outcome.schedules() >= ENOUGH_FOR_ALL) {
            assertThat(INGREDIENTS)
                    .allSatisfy(what -> assertThat(outcome.counts().getOrDefault(what, 0L))
                            .as(what)
                            .isPositive());
        }
    }

    @Test
    void a_seed_gives_the_same_steps_every_time() {
        assertThat(Schedules.story(7, Mutation.NONE)).isEqualTo(Schedules.story(7, Mutation.NONE));
    }
}
