package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.LedgerItem;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.ledger.State;
import photos.local.await.Await;
import photos.local.fire.DeadlyDecoder;
import photos.local.process.Backoff;
import photos.local.process.Jvm;
import photos.storage.ObjectKey;

/// Photos that really crash the process they are decoded in, among others that do not.
class PoisonIT {
    private static final int GOOD = Integer.getInteger("poison.good", 20);
    private static final int POISON = Integer.getInteger("poison.poison", 2);
    /// Of a message that found the image processor away, as the poison makes it. After each of the first two deaths of
    /// a worker the queue keeps a photo for 30 to 38 s nevertheless.
    private static final int LONGEST_REST_SECONDS = 15;

    private static final Duration LIMIT = Duration.ofSeconds(200 + 15L * POISON + GOOD / 2);
    private static final Backoff SOON =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void a_photo_that_crashes_its_decoder_is_rejected_and_no_other_photo_is() throws Exception {
        LocalSettings settings =
                new LocalSettings(projectWithDeadlyDecoder(), directory.resolve("data"), FreePorts.fourInARow());
        Between between =
                new Between(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), SOON);
        try (TestPipeline pipeline = TestPipeline.start(settings, between)) {
            List<ObjectKey> good = new ArrayList<>();
            List<ObjectKey> poison = new ArrayList<>();
            for (int i = 0; i < GOOD; i++) {
                if (i * POISON / GOOD == poison.size()) {
                    poison.add(new ObjectKey("uploads/poison/" + poison.size() + ".bmp"));
                    pipeline.put(poison.getLast().value(), bmp());
                }
                good.add(new ObjectKey("uploads/good/" + i + ".jpg"));
                pipeline.put(good.getLast().value(), Life.jpeg(i));
            }

            Await.until("all good ones are READY", LIMIT, () -> all(pipeline, good, State.READY));
            Await.until("all poison ones are REJECTED", LIMIT, () -> all(pipeline, poison, State.REJECTED));

            assertThat(poison).allSatisfy(key -> {
                LedgerItem item = pipeline.ledger().find(key).orElseThrow();
                assertThat(item.failure().map(Rendering.Failure::reason)).contains(Reason.DECODER_FAILED);
                assertThat(item.workerDeaths()).isEqualTo(3);
            });
            Await.until("no message comes again", LIMIT, () -> pipeline.queued() == 0);
            assertThat(pipeline.deadLetters()).isZero();
            long starts = starts(settings.data());
            System.out.println("poison: " + GOOD + " good photos READY, " + POISON + " REJECTED/DECODER_FAILED, "
                    + (starts - 1) + " restarts of the image processor");
            assertThat(starts - 1)
                    .as("restarts of the image processor, at most one for each poison photo")
                    .isBetween(1L, (long) POISON);
        }
    }

    private static boolean all(TestPipeline pipeline, List<ObjectKey> keys, State state) {
        return keys.stream()
                .allMatch(key -> pipeline.ledger()
                        .find(key)
                        .filter(item -> item.state() == state)
                        .isPresent());
    }

    /// How often the image processor said that it serves.
    private static long starts(Path data) throws IOException {
        try (Stream<String> lines = Files.lines(data.resolve("image-processor/image-processor.log"))) {
            return lines.filter(line -> line.contains("\"serving\"")).count();
        }
    }

    private Path projectWithDeadlyDecoder() throws IOException {
        Path agent = directory.resolve("deadly.jar");
        Jvm.writeJar(agent, Map.of("Premain-Class", DeadlyDecoder.class.getName()), DeadlyDecoder.classes());
        return ProjectCopy.with(
                Map.ofEntries(
                        ProjectCopy.processorSetting("JAVA_TOOL_OPTIONS=-javaagent:" + agent),
                        ProjectCopy.longestRest(LONGEST_REST_SECONDS)),
                directory.resolve("project"));
    }

    private static byte[] bmp() throws IOException {
        ByteArrayOutputStream bmp = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "bmp", bmp);
        return bmp.toByteArray();
    }
}
