package photos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.image.ImageFormat;
import photos.processor.NativeCodecs;
import photos.processor.preset.Presets;
import photos.processor.reconcile.Hinting;
import photos.processor.reconcile.Inventory;
import photos.processor.reconcile.WorkList;
import photos.storage.ObjectKey;
import picocli.CommandLine;

class ReconcileCommandTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PHOTOS_BUCKET", "photos-1",
            "PHOTOS_TABLE", "PhotoMetadata-test",
            "PHOTOS_QUEUE_URL", "http://127.0.0.1:1/queue",
            "PHOTOS_PRESETS", Presets.DEFAULTS.definitions());

    @TempDir
    private Path directory = Path.of("");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream out = new PrintStream(said, true, UTF_8);
        return new CommandLine(new ReconcileCommand(ENVIRONMENT, out, out)).execute(arguments);
    }

    /// As a run leaves it that is interrupted before its first hint.
    private Path interruptedRunOf(Path inventory) throws IOException {
        Path cursor = directory.resolve("cursor");
        String recipe = NativeCodecs.effectiveHere(Presets.DEFAULTS).recipe();
        var about = new WorkList.About("photos-1", "", recipe, Inventory.identity(inventory));
        try (WorkList.Writer writer = WorkList.begin(cursor, about)) {
            writer.add(new Hinting.Wanted(new ObjectKey("uploads/a"), false));
            writer.finish().close();
        }
        return cursor;
    }

    /// The other list holds no originals, so that nobody has to be told.
    @Test
    void another_inventory_is_another_run() throws Exception {
        Path first = Files.writeString(directory.resolve("first.csv"), "photos-1,uploads/a\n");
        Path other = Files.writeString(directory.resolve("other.csv"), "photos-1,results/a/manifest.json\n");
        Path cursor = interruptedRunOf(first);

        int status = run("--run", "--inventory", other.toString(), "--cursor", cursor.toString());

        assertThat(said.toString(UTF_8)).contains("Forgets a run that was interrupted after 0 of 1 hints");
        assertThat(status).isZero();
        assertThat(cursor).doesNotExist();
    }

    /// Else a plan made on a machine without libwebp seems to say that every photo is old.
    @Test
    void what_this_machine_leaves_out_of_the_presets_is_said() {
        Presets both = Presets.parse("small 200x200 inside jpeg+webp 82");
        assertThat(ReconcileCommand.leftOut(both, both)).isEmpty();
        assertThat(ReconcileCommand.leftOut(both, both.without(ImageFormat.WEBP)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("WebP", "libwebp", "image processor"));
    }
}
