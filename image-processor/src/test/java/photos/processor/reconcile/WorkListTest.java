package photos.processor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.storage.ObjectKey;

class WorkListTest {
    private static final WorkList.About ABOUT = new WorkList.About("photos-1", "", "recipe", "/lists/a.csv");
    private static final List<Hinting.Wanted> WANTED = List.of(
            new Hinting.Wanted(new ObjectKey("uploads/plain.jpg"), false),
            new Hinting.Wanted(new ObjectKey("uploads/two\nlines \"and\" quotes \\"), false),
            new Hinting.Wanted(new ObjectKey("uploads/" + "\u0001".repeat(1000)), true),
            new Hinting.Wanted(new ObjectKey("uploads/Ünï 🌵"), true),
            new Hinting.Wanted(new ObjectKey("uploads/last"), false));

    @TempDir
    private Path directory = Path.of("");

    private WorkList begun() throws IOException {
        WorkList.Writer writer = WorkList.begin(cursor(), ABOUT);
        writer.add(new Hinting.Wanted(new ObjectKey("uploads/forgotten"), false));
        writer.restart();
        WANTED.forEach(writer::add);
        return writer.finish();
    }

    private Path cursor() {
        return directory.resolve("state/cursor.json");
    }

    @Test
    void what_was_written_is_read_in_order_whatever_is_in_a_key() throws Exception {
        try (WorkList list = begun()) {
            assertThat(list.next(10).wanted()).isEqualTo(WANTED);
            assertThat(list.next(10).wanted()).isEqualTo(WANTED);
            assertThat(list.keys()).isEqualTo(WANTED.size());
        }
    }

    @Test
    void an_interrupted_run_goes_on_after_what_was_sent() throws Exception {
        try (WorkList list = begun()) {
            list.sent(list.next(2));
            var _ = list.next(2); // interrupted before this was said to be sent
        }
        List<Hinting.Wanted> rest = new ArrayList<>();
        try (WorkList list = WorkList.unfinished(cursor()).orElseThrow()) {
            assertThat(list.about()).isEqualTo(ABOUT);
            assertThat(list.sent()).isEqualTo(2);
            for (WorkList.Batch batch = list.next(2); !batch.wanted().isEmpty(); batch = list.next(2)) {
                rest.addAll(batch.wanted());
                list.sent(batch);
            }
            list.remove();
        }
        assertThat(rest).isEqualTo(WANTED.subList(2, WANTED.size()));
        assertThat(WorkList.unfinished(cursor())).isEmpty();
        try (var left = Files.list(directory.resolve("state"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_list_whose_cursor_is_damaged_is_none_and_keeps_nobody_out() throws Exception {
        begun().close();
        String cursor = Files.readString(cursor());
        for (String part : List.of("keys", "sent", "offset", "inventory")) {
            Files.writeString(cursor(), cursor.replace("\"" + part + "\"", "\"other\""));
            assertThat(WorkList.unfinished(cursor())).as(part).isEmpty();
            begun().close();
        }
    }

    @Test
    void a_list_that_was_never_completed_is_none() throws Exception {
        WorkList.Writer writer = WorkList.begin(cursor(), ABOUT);
        WANTED.forEach(writer::add);
        writer.close();
        assertThat(WorkList.unfinished(cursor())).isEmpty();
    }

    @Test
    void a_damaged_cursor_is_none() throws Exception {
        begun().close();
        Files.writeString(cursor(), "{\"bucket\": 1");
        assertThat(WorkList.unfinished(cursor())).isEmpty();
    }

    @Test
    void two_runs_do_not_work_on_one_list() throws Exception {
        try (WorkList _ = begun()) {
            assertThatThrownBy(() -> WorkList.unfinished(cursor()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another \"photos reconcile --run\"");
            assertThatThrownBy(() -> WorkList.begin(cursor(), ABOUT)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void many_keys_are_read_in_little_pieces() throws Exception {
        try (WorkList.Writer writer = WorkList.begin(cursor(), ABOUT)) {
            IntStream.range(0, 5000).forEach(i -> writer.add(new Hinting.Wanted(new ObjectKey("uploads/" + i), false)));
            WorkList list = writer.finish();
            long read = 0;
            for (WorkList.Batch batch = list.next(7); !batch.wanted().isEmpty(); batch = list.next(7)) {
                assertThat(batch.wanted().getFirst().key().path()).isEqualTo(Long.toString(read));
                read += batch.wanted().size();
                list.sent(batch);
            }
            assertThat(read).isEqualTo(5000);
        }
    }
}
