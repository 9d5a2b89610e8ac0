package photos.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(1), Duration.ofMinutes(15));

    @ParameterizedTest
    @CsvSource({"0,5", "1,5", "2,10", "3,20", "8,640", "9,900", "1000,900", "2147483647,900"})
    void waits_twice_as_long_each_time_up_to_15_minutes(int receives, long seconds) {
        assertThat(backoff.after(receives, Duration.ZERO))
                .isBetween(
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(seconds * 5).dividedBy(4));
    }

    @Test
    void waits_as_long_as_it_is_asked_to() {
        assertThat(backoff.after(1, Duration.ofSeconds(60))).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
        assertThat(backoff.after(9, Duration.ofSeconds(60))).isGreaterThanOrEqualTo(Duration.ofSeconds(900));
    }

    @Test
    void what_failed_together_does_not_come_back_together() {
        assertThat(backoff.after(5, Duration.ZERO)).isNotEqualTo(backoff.after(5, Duration.ZERO));
    }
}
