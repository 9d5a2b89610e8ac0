package photos.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TurnTest {
    @Test
    void figures_are_for_each_photo_in_milliseconds_and_megabytes() {
        Turn turn = Turn.parse("cpu_ns=600000000 wall_ns=700000000 allocated=5000000", 10);

        assertThat(turn.cpuMs()).isEqualTo(60);
        assertThat(turn.wallMs()).isEqualTo(70);
        assertThat(turn.allocatedMb()).isEqualTo(OptionalDouble.of(0.5));
        assertThat(turn.peakMb()).isEmpty();
    }

    @Test
    void memory_of_commands_comes_with_their_figures() {
        assertThat(Turn.parse("cpu_ns=1 wall_ns=2 rss_kb=100000", 4).peakMb()).isEqualTo(OptionalDouble.of(102.4));
    }
}
