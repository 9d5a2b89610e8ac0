package photos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.ledger.InvalidQuery;
import photos.ledger.PhotoSummary;
import photos.storage.ObjectKey;

class ColumnTest {

    private static PhotoSummary photo(String name, Map<String, Object> attributes) {
        return new PhotoSummary(new ObjectKey("uploads/" + name), attributes);
    }

    @ParameterizedTest
    @CsvSource({
        "iso,      'c,a,b,d'",
        "-iso,     'b,a,c,d'",
        "camera,   'b,c,a,d'",
        "-camera,  'a,c,b,d'",
        "size,     'a,c,b,d'",
        "key,      'a,b,c,d'",
    })
    void photos_are_ordered_by_a_column_and_those_without_a_value_come_last(String by, String order)
            throws InvalidQuery {
        List<PhotoSummary> photos = new ArrayList<>(List.of(
                photo("d", Map.of("objectKey", "uploads/d")),
                photo(
                        "a",
                        Map.of(
                                "objectKey",
                                "uploads/a",
                                "iso",
                                400L,
                                "camera",
                                "Sony",
                                "uprightWidth",
                                90L,
                                "uprightHeight",
                                1L)),
                photo(
                        "b",
                        Map.of(
                                "objectKey",
                                "uploads/b",
                                "iso",
                                3200L,
                                "camera",
                                "Apple",
                                "uprightWidth",
                                20L,
                                "uprightHeight",
                                30L)),
                photo(
                        "c",
                        Map.of(
                                "objectKey",
                                "uploads/c",
                                "iso",
                                100L,
                                "camera",
                                "Nikon",
                                "uprightWidth",
                                10L,
                                "uprightHeight",
                                20L))));
        boolean isDescending = by.startsWith("-");
        Column column = Column.named("sort", by.replace("-", ""));
        photos.sort(Comparator.comparing(column::rank, Column.order(isDescending)));
        assertThat(photos)
                .extracting(photo -> photo.key().value().substring("uploads/".length()))
                .containsExactly(order.split(",", -1));
    }

    @Test
    void a_value_is_shown_as_people_write_it_and_nothing_where_it_is_not_known() {
        PhotoSummary photo = photo(
                "a",
                Map.of(
                        "state",
                        "REJECTED",
                        "reason",
                        "EMPTY",
                        "fNumber",
                        2.8,
                        "focalLength",
                        50.0,
                        "uprightWidth",
                        4000L,
                        "uprightHeight",
                        3000L,
                        "keywords",
                        Set.of("sea")));
        assertThat(Column.F.of(photo)).isEqualTo("2.8");
        assertThat(Column.FOCAL.of(photo)).isEqualTo("50");
        assertThat(Column.SIZE.of(photo)).isEqualTo("4000x3000");
        assertThat(Column.KEYWORDS.of(photo)).isEqualTo("sea");
        assertThat(Column.POSITION.of(photo)).isEmpty();
        assertThat(Column.ISO.of(photo)).isEmpty();
    }

    @Test
    void a_column_that_is_not_there_is_told_with_those_that_are() {
        assertThatThrownBy(() -> Column.named("columns", "colour"))
                .isInstanceOf(InvalidQuery.class)
                .hasMessageStartingWith(
                        "parameter \"columns\" is \"colour\", expected one or more of key, state, reason, taken,");
    }
}
