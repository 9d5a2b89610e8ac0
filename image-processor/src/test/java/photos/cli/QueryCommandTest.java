package photos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;
import picocli.CommandLine;

class QueryCommandTest {
    /// What the command was answered, by the token it asked with.
    private static final class Canned implements Pages {
        private final List<List<PhotoSummary>> pages;
        private final List<Integer> limits = new ArrayList<>();

        Canned(List<List<PhotoSummary>> pages) {
            this.pages = pages;
        }

        @Override
        public Page page(PhotoQuery query) {
            limits.add(query.limit());
            int number = query.next().map(Integer::valueOf).orElse(0);
            Optional<String> next =
                    number + 1 < pages.size() ? Optional.of(Integer.toString(number + 1)) : Optional.empty();
            return new Page(pages.get(number), next, "byUpload", 10, 1);
        }

        @Override
        public void close() {}
    }

    private static PhotoSummary photo(int number) {
        return PhotoSummary.of(Map.of("objectKey", "uploads/" + number, "iso", 100L * number, "state", "READY"));
    }

    private static List<PhotoSummary> photos(int from, int to) {
        return IntStream.range(from, to).mapToObj(QueryCommandTest::photo).toList();
    }

    private static List<String> lines(Pages pages, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QueryCommand command = new QueryCommand(Map.of(), new PrintStream(out, true, UTF_8), () -> pages);
        assertThat(new CommandLine(command.spec()).execute(arguments)).isZero();
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void short_and_empty_pages_are_followed_by_the_next_until_enough_is_found() {
        Canned pages = new Canned(List.of(List.of(), photos(0, 2), List.of(), photos(2, 5), photos(5, 6)));
        assertThat(lines(pages, "--limit", "5", "--columns", "key"))
                .containsExactly(
                        "OBJECT KEY",
                        "uploads/0",
                        "uploads/1",
                        "uploads/2",
                        "uploads/3",
                        "uploads/4",
                        "5 photos and more: --all, or --next 4");
        assertThat(pages.limits).containsExactly(5, 5, 3, 3);
        assertThat(lines(pages, "--limit", "5", "--next", "4", "--count")).containsExactly("1");
        assertThat(lines(pages, "--count")).containsExactly("6");
        assertThat(lines(pages, "--sort=-iso", "--limit", "2", "--columns", "iso"))
                .containsExactly("ISO", "500", "400", "2 photos and more: --all, or a greater --limit");
        assertThat(lines(pages, "--sort=-iso", "--limit", "6", "--columns", "iso")
                        .getLast())
                .isEqualTo("6 photos");
        assertThat(lines(new Canned(List.of(List.of(), List.of())), "--csv", "--columns", "key"))
                .containsExactly("key");
    }

    @Test
    void everything_is_sorted_and_shown_however_much_it_is() throws Exception {
        int count = 40_000;
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        for (String arguments : List.of(
                "--all --sort=-iso --columns iso,key",
                "--all --sort=-iso --columns iso,key --csv",
                "--all --columns iso,key",
                "--sort=-iso --limit 1000 --columns iso,key --csv")) {
            List<String> command = new ArrayList<>(List.of(
                    java.toString(),
                    "-Xmx48m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ManyPhotos.class.getName(),
                    Integer.toString(count)));
            command.addAll(List.of(arguments.split(" ", -1)));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor()).as(arguments + lines.getLast()).isZero();
            int rows = arguments.contains("limit") ? 1000 : count;
            // The heading, and what is said at the end: of CSV only if there is more.
            boolean isCompleteCsv = arguments.contains("csv") && rows == count;
            assertThat(lines).as(arguments).hasSize(isCompleteCsv ? 1 + rows : 2 + rows);
            if (arguments.contains("sort")) {
                List<Integer> isos = lines.subList(1, 1 + rows).stream()
                        .map(line -> Integer.valueOf(line.split("[ ,]", 2)[0]))
                        .toList();
                assertThat(isos.reversed()).as(arguments).isSorted();
            }
        }
    }

    @Test
    void photos_of_one_value_come_as_they_came() {
        List<List<PhotoSummary>> pages = List.of(photos(0, 3), List.of(photo(7), photo(1)));
        for (String all : List.of("--limit=100", "--all")) {
            assertThat(lines(new Canned(pages), "--sort", "state", all, "--csv", "--columns", "key"))
                    .containsExactly("key", "uploads/0", "uploads/1", "uploads/2", "uploads/7", "uploads/1");
        }
    }

    @Test
    void a_sorted_row_of_JSON_has_all_that_it_has_unsorted() {
        Canned pages = new Canned(List.of(List.of(PhotoSummary.of(Map.of(
                "objectKey",
                "uploads/Ü \u001b.jpg",
                "iso",
                100L,
                "fNumber",
                2.8,
                "keywords",
                new TreeSet<>(List.of("sea", "a;b")),
                "variants",
                List.of(Map.of("name", "thumb", "width", 320L)))))));
        assertThat(lines(pages, "--json", "--all", "--sort", "iso")).isEqualTo(lines(pages, "--json"));
        assertThat(lines(pages, "--csv", "--all", "--sort", "iso")).isEqualTo(lines(pages, "--csv"));
        assertThat(lines(pages, "--csv", "--columns", "iso,keywords")).endsWith("100,\"a;b;sea\"");
    }

    @Test
    void state_and_reason_share_a_column_in_a_table_only() {
        Canned pages = new Canned(List.of(List.of(
                PhotoSummary.of(Map.of("objectKey", "uploads/a", "state", "REJECTED", "reason", "EMPTY")),
                PhotoSummary.of(Map.of("objectKey", "uploads/b", "state", "DEGRADED", "reason", "TRUNCATED")),
                PhotoSummary.of(Map.of("objectKey", "uploads/c", "state", "READY")))));
        assertThat(lines(pages, "--columns", "state,key"))
                .containsExactly(
                        "STATE               OBJECT KEY",
                        "REJECTED/EMPTY      uploads/a",
                        "DEGRADED/TRUNCATED  uploads/b",
                        "READY               uploads/c",
                        "3 photos");
        assertThat(lines(pages, "--columns", "state,reason", "--csv", "--sort", "state"))
                .containsExactly("state,reason", "DEGRADED,TRUNCATED", "READY,", "REJECTED,EMPTY");
    }

    @Test
    void csv_holds_neither_formulas_nor_control_characters() {
        Canned pages = new Canned(List.of(List.of(PhotoSummary.of(Map.of(
                "objectKey",
                "uploads/\u001b]0;a\u0007.jpg",
                "title",
                "=1+1",
                "takenOffset",
                "-07:00",
                "latitude",
                -33.5,
                "longitude",
                -70.5)))));
        assertThat(lines(pages, "--csv", "--columns", "title,offset,position,key")
                        .getLast())
                .isEqualTo("'=1+1,-07:00,\"-33.5,-70.5\",\"uploads/\\u001b]0;a\\u0007.jpg\"");
        assertThat(lines(pages, "--csv").getLast())
                .startsWith("\"uploads/\\u001b]0;a\\u0007.jpg\"")
                .contains(",-33.5,-70.5,", ",'=1+1,");
    }
}
