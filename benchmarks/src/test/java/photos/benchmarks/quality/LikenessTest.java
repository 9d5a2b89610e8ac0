package photos.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class LikenessTest {
    @Test
    void a_picture_is_like_itself() {
        Luma picture = picture(40, 30, i -> i * 37 % 256);

        assertThat(Likeness.between(picture, picture).ssim()).isCloseTo(1, within(1e-12));
        assertThat(Likeness.between(picture, picture).psnr()).isEqualTo(99);
    }

    @Test
    void a_difference_of_one_everywhere_is_48_decibels() {
        Luma picture = picture(40, 30, i -> i % 200);
        Luma brighter = picture(40, 30, i -> i % 200 + 1);

        assertThat(Likeness.between(picture, brighter).psnr()).isCloseTo(48.13, within(0.01));
    }

    @Test
    void a_picture_and_its_negative_are_structurally_opposite() {
        Luma picture = picture(40, 30, i -> i * 37 % 256);
        Luma negative = picture(40, 30, i -> 255 - i * 37 % 256);

        assertThat(Likeness.between(picture, negative).ssim()).isNegative();
    }

    @Test
    void pictures_of_two_sizes_are_not_compared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Likeness.between(picture(4, 3, i -> i), picture(3, 4, i -> i)))
                .withMessageContaining("4x3");
    }

    @Test
    void resizing_keeps_a_plain_picture_plain() {
        Luma small = Lanczos.resized(picture(101, 67, i -> 80), 32, 21);

        assertThat(small.width()).isEqualTo(32);
        assertThat(small.height()).isEqualTo(21);
        assertThat(small.values())
                .satisfies(values -> assertThat(Arrays.stream(values))
                        .allSatisfy(value -> assertThat(value).isCloseTo(80, within(1e-9))));
    }

    @Test
    void resizing_keeps_a_ramp_where_it_was() {
        Luma small = Lanczos.resized(picture(200, 20, i -> i % 200), 50, 5);

        double middle = small.values()[2 * 50 + 25];
        assertThat(middle).isCloseTo(25.5 * 4 - 0.5, within(0.01));
    }

    private static Luma picture(int width, int height, IntUnaryOperator value) {
        double[] values = new double[width * height];
        Arrays.setAll(values, i -> value.applyAsInt(i));
        return new Luma(width, height, values);
    }
}
