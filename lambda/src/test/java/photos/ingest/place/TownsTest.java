package photos.ingest.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.ledger.Place;
import photos.ledger.Position;

final class TownsTest {
    private static final TownTable TABLE = TownTable.read();

    private final Towns towns = new Towns();

    private static Towns only(Town... towns) {
        TownTable table = new TownTable(TownTable.write(List.of(towns)));
        return new Towns(() -> table);
    }

    private static Town town(String name, double latitude, double longitude) {
        return new Town(name, "XX", new Position(latitude, longitude), 1);
    }

    private Optional<String> name(double latitude, double longitude) {
        return towns.around(new Position(latitude, longitude)).map(Place::name);
    }

    /// The first nine are where photos of the public corpus were taken.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    in the Vendée                   | 46.89680  | -1.33974   | Les Brouzils, FR
                    by the old town                 | 59.33255  | 18.06494   | Stockholm, SE
                    sunrise over the sea            | 36.59744  | -4.50846   | Torremolinos, ES
                    by the Jizera                   | 50.29960  | 14.82029   | Benátky nad Jizerou, CZ
                    on Sicily                       | 38.04664  | 12.99441   | Balestrate, IT
                    in the Kleinwalsertal           | 47.35418  | 10.19132   | Riezlern, AT
                    on Florida's coast              | 26.58667  | -80.05361  | Lantana, US
                    in the Rocky Mountains          | 39.0      | -108.0     | Cedaredge, US
                    in New England                  | 42.85817  | -70.93120  | Amesbury, US
                    Zürich's main station           | 47.378    | 8.540      | Zürich, CH
                    Sydney's opera                  | -33.85678 | 151.21310  | Sydney, AU
                    the Eiffel Tower                | 48.8584   | 2.2945     | Paris, FR
                    the town hall of Neuilly        | 48.8846   | 2.2685     | Neuilly-sur-Seine, FR
                    Times Square                    | 40.7580   | -73.9855   | New York City, US
                    Shibuya                         | 35.6595   | 139.7005   | Tokyo, JP
                    the Matterhorn                  | 45.976    | 7.658      | Zermatt, CH
                    Yosemite Valley                 | 37.7456   | -119.5936  | Yosemite Valley, US
                    the end of the world            | -54.80    | -68.30     | Ushuaia, AR
                    an icy fjord                    | 78.25     | 15.5       | Longyearbyen, SJ
                    a station in the Antarctic      | -77.85    | 166.70     | McMurdo Station, AQ
                    """)
    void a_place_is_called_by_the_town_that_people_would_say(
            String what, double latitude, double longitude, String town) {
        assertThat(name(latitude, longitude)).as(what).contains(town);
    }

    @ParameterizedTest
    @CsvSource({"30, -45", "-40, -120", "0, -30", "-60, 60", "22, 12", "75, -40"})
    void on_the_ocean_in_the_desert_and_on_the_ice_there_is_none(double latitude, double longitude) {
        assertThat(name(latitude, longitude)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"90, 0", "90, 180", "90, -180", "-90, 0", "-90, 180", "89.99, -77", "-89.99, 10"})
    void at_the_poles_there_is_none(double latitude, double longitude) {
        assertThat(name(latitude, longitude)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"66.32, 179.95", "66.32, 180", "66.32, -180", "66.32, -179.5"})
    void the_antimeridian_is_no_border(double latitude, double longitude) {
        assertThat(name(latitude, longitude)).contains("Egvekinot, RU");
    }

    @ParameterizedTest
    @CsvSource({"89.95, -170, 11.1", "90, 77, 5.6", "89.9, 10, 5.6", "89.95, 10, 0.0"})
    void a_town_at_the_pole_is_near_from_all_sides(double latitude, double longitude, double kilometres) {
        Optional<Place> place = only(town("Pole", 89.95, 10)).around(new Position(latitude, longitude));
        assertThat(place).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo("Pole, XX");
            assertThat(found.kilometres()).isBetween(kilometres - 0.1, kilometres + 0.1);
        });
    }

    @Test
    void the_very_ends_of_the_map_can_be_towns() {
        Towns ends =
                only(town("North", 90, 180), town("South", -90, -180), town("East", 0, 180), town("West", 10, -180));
        assertThat(ends.around(new Position(90, -3))).map(Place::name).contains("North, XX");
        assertThat(ends.around(new Position(-90, 99))).map(Place::name).contains("South, XX");
        assertThat(ends.around(new Position(0, -180))).map(Place::name).contains("East, XX");
        assertThat(ends.around(new Position(10, 180))).map(Place::name).contains("West, XX");
    }

    @Test
    void beyond_fifty_kilometres_there_is_none() {
        Towns alone = only(town("Alone", 10, 20));
        assertThat(alone.around(new Position(10.4487, 20))).map(Place::name).contains("Alone, XX");
        assertThat(alone.around(new Position(10.4507, 20))).isEmpty();
        assertThat(alone.around(new Position(9.5513, 20))).isPresent();
        assertThat(alone.around(new Position(9.5493, 20))).isEmpty();
    }

    @Test
    void a_search_through_all_towns_finds_no_other() {
        Random random = new Random(7);
        List<Town> all = TABLE.all();
        int found = 0;
        for (int i = 0; i < 60; i++) {
            Position anywhere = i % 3 == 0
                    ? new Position(180 * random.nextDouble() - 90, 360 * random.nextDouble() - 180)
                    : near(all.get(random.nextInt(all.size())).centre(), random);
            Optional<Place> expected = searched(all, anywhere);
            assertThat(towns.around(anywhere)).as(anywhere.toString()).isEqualTo(expected);
            found += expected.isPresent() ? 1 : 0;
        }
        assertThat(found).isGreaterThan(30);
    }

    private static Position near(Position centre, Random random) {
        double latitude = centre.latitude() + random.nextDouble() - 0.5;
        double longitude = centre.longitude() + random.nextDouble() - 0.5;
        return new Position(latitude, Math.clamp(longitude, -180, 180));
    }

    private static Optional<Place> searched(List<Town> all, Position position) {
        return all.stream()
                .filter(town -> position.kilometresTo(town.centre()) <= 50)
                .min(Comparator.comparingDouble(town -> town.remoteness(position.kilometresTo(town.centre()))))
                .map(town -> new Place(
                        town.name() + ", " + town.country(),
                        Math.round(position.kilometresTo(town.centre()) * 10) / 10.0));
    }

    @Test
    void the_table_holds_what_was_written_to_a_thousandth_of_a_degree() {
        assertThat(TABLE.all()).hasSizeGreaterThan(100_000);
        Town written = new Town("Tromsø 🌊", "NO", new Position(69.6489, 18.95508), 2.4);
        assertThat(new TownTable(TownTable.write(List.of(written))).all())
                .singleElement()
                .satisfies(read -> {
                    assertThat(read.name()).isEqualTo(written.name());
                    assertThat(read.country()).isEqualTo("NO");
                    assertThat(read.radius()).isEqualTo(2.4);
                    assertThat(read.centre().kilometresTo(written.centre())).isLessThan(0.1);
                });
    }
}
