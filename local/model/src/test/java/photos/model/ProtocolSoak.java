package photos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// As many schedules as fit, from a seed that no run had before: `mvn -B test -Psoak -pl local/model -am
/// -Dsoak.minutes=10`.
class ProtocolSoak {
    private static final Duration HOW_LONG = Duration.ofMinutes(Integer.getInteger("soak.minutes", 10));

    @Test
    void every_promise_is_kept_for_as_long_as_there_is_time() throws IOException {
        long first = Long.getLong("soak.seed", System.currentTimeMillis() << 20);
        System.out.println("schedules from seed " + first + " on, for " + HOW_LONG);
        Schedules.Outcome outcome = Schedules.until(first, System.nanoTime() + HOW_LONG.toNanos(), () -> Mutation.NONE);
        Report.write("model-soak.txt", outcome);
        System.out.printf("%,d schedules, %,d steps%n", outcome.schedules(), outcome.steps());
        assertThat(outcome.broken())
                .as(() -> Schedules.story(outcome.broken().orElse(0L), Mutation.NONE))
                .isEmpty();
    }
}
