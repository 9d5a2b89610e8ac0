package photos.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void a_run_of_everything_is_kept_and_a_part_of_it_is_not() {
        assertThat(Options.parse(List.of("--rounds", "3", "--photos", "7")))
                .satisfies(options -> assertThat(options.quick()).isFalse())
                .satisfies(options -> assertThat(options.rounds()).isEqualTo(3))
                .satisfies(options -> assertThat(options.photos()).isEqualTo(7));
        assertThat(Options.parse(List.of("--only", "floor,sharp-best")).quick()).isTrue();
        assertThat(Options.parse(List.of("--pictures", "2mp")).quick()).isTrue();
        assertThat(Options.parse(List.of("--quick")).quick()).isTrue();
    }

    @Test
    void what_is_wrong_is_said() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--rounds", "many")))
                .withMessageContaining("--rounds expects a number, got many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--rounds")))
                .withMessageContaining("--rounds expects a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--fast")))
                .withMessageContaining("--fast");
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--rounds", "0")));
    }
}
