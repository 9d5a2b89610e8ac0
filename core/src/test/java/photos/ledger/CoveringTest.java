package photos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoveringTest {
    private static final int ALL = 1024 * 1024;

    private static PhotoQuery.Near near(double latitude, double longitude, double kilometres) {
        return new PhotoQuery.Near(new Position(latitude, longitude), kilometres);
    }

    private static List<String> cells(double latitude, double longitude, double kilometres) {
        return Covering.of(near(latitude, longitude, kilometres), ALL).orElseThrow();
    }

    @Test
    void a_small_circle_in_the_middle_of_a_cell_is_one_cell() {
        assertThat(cells(47.373047, 8.613281, 1)).containsExactly(new Position(47.373047, 8.613281).geohash(4));
    }

    @Test
    void a_small_circle_where_four_cells_meet_is_these_four() {
        assertThat(cells(0, 0, 0.001)).containsExactlyInAnyOrder("s000", "ebpb", "kpbp", "7zzz");
    }

    @ParameterizedTest
    @CsvSource({"180", "-180", "179.9999", "-179.9999"})
    void a_circle_on_the_antimeridian_reaches_to_both_its_sides(double longitude) {
        assertThat(cells(10, longitude, 1))
                .containsExactlyInAnyOrder(new Position(10, 180).geohash(4), new Position(10, -180).geohash(4));
    }

    @ParameterizedTest
    @CsvSource({"90, 0", "-90, 77", "89.99, -12"})
    void a_circle_that_holds_a_pole_goes_all_around(double latitude, double longitude) {
        assertThat(cells(latitude, longitude, 5)).hasSize(1024).doesNotHaveDuplicates();
        assertThat(Covering.of(near(latitude, longitude, 5), 200)).isEmpty();
    }

    @Test
    void the_largest_circle_is_the_whole_earth() {
        assertThat(cells(10, 20, 20_000)).hasSize(ALL).doesNotHaveDuplicates();
    }

    @Test
    void every_place_of_a_circle_is_in_one_of_its_cells() {
        Random random = new Random(7);
        for (int circles = 0; circles < 300; circles++) {
            PhotoQuery.Near near = near(
                    circles % 5 == 0 ? 90 - random.nextDouble() : 180 * random.nextDouble() - 90,
                    circles % 3 == 0 ? 180 - random.nextDouble() / 10 : 360 * random.nextDouble() - 180,
                    Math.exp(8 * random.nextDouble() - 3));
            List<String> cells = Covering.of(near, ALL).orElseThrow();
            for (int places = 0; places < 20; places++) {
                Position place = around(near, random);
                if (near.centre().kilometresTo(place) <= near.kilometres()) {
                    assertThat(cells).as(near + " and " + place).contains(place.geohash(4));
                }
            }
        }
    }

    /// A place about as far away as the circle's edge, by the direct formula on the sphere.
    private static Position around(PhotoQuery.Near near, Random random) {
        double angle = near.kilometres() / Position.EARTH_RADIUS_KM * (0.9 + 0.1 * random.nextDouble());
        double bearing = 2 * Math.PI * random.nextDouble();
        double latitude = Math.toRadians(near.centre().latitude());
        double to = Math.asin(
                Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing));
        double east = Math.atan2(
                Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude),
                Math.cos(angle) - Math.sin(latitude) * Math.sin(to));
        double longitude = near.centre().longitude() + Math.toDegrees(east);
        return new Position(
                Math.toDegrees(to), longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude);
    }
}
