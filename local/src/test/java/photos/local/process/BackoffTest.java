package photos.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void the_first_attempt_is_at_once_and_the_later_ones_ever_later() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(backoff.before(0)).isZero();
        assertThat(backoff.before(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.before(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.before(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.before(4)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff.before(1_000)).isEqualTo(Duration.ofSeconds(5));
    }
}
