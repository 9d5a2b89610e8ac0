package photos.processor.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "40, 39", "41, 40", "400, 17", "2000, 1600", "4000, 320", "16000, 50", "3, 9"})
    void an_even_plane_stays_as_it_is(int from, int to) {
        for (int level : new int[] {0, 1, 128, 254, 255}) {
            Plane even = Plane.of(from, 5);
            Arrays.fill(even.samples(), (byte) level);
            Plane target = Plane.of(to, 3);
            Resampler.create().resample(even, Span.whole(from), Span.whole(5), target);
            for (byte sample : target.samples()) {
                assertThat(sample & 0xFF).as(from + " to " + to).isEqualTo(level);
            }
        }
    }

    /// Where only one source sample counted, noise would stay noise.
    @ParameterizedTest
    @CsvSource({"3000, 240", "6400, 100", "16000, 50"})
    void many_samples_become_their_mean(int from, int to) {
        Random noise = new Random(1);
        Plane source = Plane.of(from, 40);
        noise.nextBytes(source.samples());
        Plane target = Plane.of(to, 1);
        Resampler.create().resample(source, Span.whole(from), Span.whole(40), target);
        for (byte sample : target.samples()) {
            assertThat(sample & 0xFF).isBetween(96, 160);
        }
    }

    /// Rounded weights of a wide filter would prefer the black ones here and the white ones there.
    @ParameterizedTest
    @CsvSource({"6000, 35", "6000, 70", "6000, 160", "6000, 640", "6001, 641", "4000, 512", "999, 5"})
    void stripes_too_fine_to_be_seen_become_an_even_grey(int from, int to) {
        Plane stripes = Plane.of(from, 40);
        for (int i = 0; i < stripes.samples().length; i++) {
            stripes.samples()[i] = (byte) (i % from % 2 == 0 ? 0 : 255);
        }
        Plane target = Plane.of(to, 10);
        Resampler.create().resample(stripes, Span.whole(from), Span.whole(40), target);
        for (int x = 2; x < to - 2; x++) {
            assertThat(target.at(x, 5)).as(from + " to " + to + " at " + x).isBetween(124, 131);
        }
    }

    /// Whatever is left over when the source is divided into boxes: the last samples count as much as any others.
    @ParameterizedTest
    @CsvSource({"12000, 160", "12001, 160", "12010, 160", "12024, 160", "6001, 641", "999, 5"})
    void one_dark_line_at_the_end_weighs_no_more_than_one(int from, int to) {
        Plane source = Plane.of(from, 10);
        Arrays.fill(source.samples(), (byte) 200);
        for (int y = 0; y < 10; y++) {
            source.samples()[y * from + from - 1] = 0;
        }
        Plane target = Plane.of(to, 1);
        Resampler.create().resample(source, Span.whole(from), Span.whole(10), target);
        double share = (double) to / from;
        for (int x = to - 4; x < to; x++) {
            int least = x == to - 1 ? (int) Math.floor(200 * (1 - 1.5 * share)) - 1 : 198;
            assertThat(target.at(x, 0)).as(from + " to " + to + " at " + x).isBetween(least, 204);
        }
    }

    @Test
    void vectors_and_plain_loops_give_the_same() {
        assumeTrue(Resampler.hasVectors(), "there are no vector instructions here");
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            Plane source = Plane.of(1 + random.nextInt(150), 1 + random.nextInt(150));
            random.nextBytes(source.samples());
            Span across = new Span(random.nextDouble() - 0.5, source.width() * (0.5 + random.nextDouble() / 2));
            Span down = new Span(random.nextDouble() - 0.5, source.height() * (0.5 + random.nextDouble() / 2));
            Plane one = Plane.of(1 + random.nextInt(150), 1 + random.nextInt(150));
            Plane other = Plane.of(one.width(), one.height());
            Resampler.create().resample(source, across, down, one);
            Resampler.plain().resample(source, across, down, other);
            assertThat(one.samples()).isEqualTo(other.samples());
        }
    }

    @Test
    void a_mirrored_plane_gives_the_mirrored_result() {
        Random random = new Random(3);
        Plane source = Plane.of(101, 77);
        random.nextBytes(source.samples());
        Plane mirrored = Plane.of(101, 77);
        source.copyTo(mirrored);
        mirrored.mirror();
        Plane one = Plane.of(40, 30);
        Plane other = Plane.of(40, 30);
        Resampler.create().resample(source, Span.whole(101), Span.whole(77), one);
        Resampler.create().resample(mirrored, Span.whole(101), Span.whole(77), other);
        other.mirror();
        for (int i = 0; i < one.samples().length; i++) {
            assertThat((one.samples()[i] & 0xFF) - (other.samples()[i] & 0xFF)).isBetween(-6, 6);
        }
    }

    /// A slope of four levels a sample: half a sample of the target is what a place may be off by, to the very border.
    @ParameterizedTest
    @CsvSource({"60, 60", "60, 37", "64, 20", "63, 13", "33, 64"})
    void every_sample_stays_where_it_belongs(int from, int to) {
        Plane slope = Plane.of(from, from);
        for (int y = 0; y < from; y++) {
            for (int x = 0; x < from; x++) {
                slope.samples()[y * from + x] = (byte) (4 * x);
            }
        }
        Plane target = Plane.of(to, to);
        Resampler.create().resample(slope, Span.whole(from), Span.whole(from), target);
        double ratio = (double) from / to;
        for (int x = 0; x < to; x++) {
            double place = (x + 0.5) * ratio - 0.5;
            assertThat((double) target.at(x, to / 2)).isCloseTo(4 * place, within(4 * ratio / 2 + 1));
        }
    }
}
