package photos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The protocol under a scheduler that interleaves, repeats, reorders, drops and kills.
///
/// `-Dschedule.seed=N` runs that one schedule and prints its steps; `-Dschedules=N` another number of them.
class ProtocolModelTest {
    private static final int SCHEDULES = Integer.getInteger("schedules", 100_000);

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
    }

    @Test
    void a_seed_gives_the_same_steps_every_time() {
        assertThat(Schedules.story(7, Mutation.NONE)).isEqualTo(Schedules.story(7, Mutation.NONE));
    }
}
