package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import photos.local.await.Await;

@ExtendWith(SharedPipeline.class)
class CrashIT {
    private static final int PHOTOS = 50;
    private static final int KILLS = 4;

    /// The longest that the shared pipeline lets a message rest whose Lambda was killed, and time for it to be done,
    /// or to rest once more because the image processor is not back.
    private static final Duration RECOVERED = Duration.ofSeconds(SharedPipeline.LONGEST_REST_OF_THE_KILLED_SECONDS)
            .plusMinutes(3);

    private final TestPipeline pipeline;

    CrashIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void photos_get_READY_although_every_process_is_killed_again_and_again() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < PHOTOS; i++) {
            keys.add("uploads/crash/" + i + ".jpg");
            pipeline.put(keys.getLast(), Photo.numbered(i));
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            int some = kill * PHOTOS / (KILLS + 2);
            Await.until(some + " are READY", RECOVERED, () -> ready(keys) >= some);
            assertThat(ready(keys)).as("killed while there was work to do").isLessThan(PHOTOS);
            killAll();
        }
        Await.until("all are READY", RECOVERED, () -> ready(keys) == PHOTOS);
        // Whoever is killed between the ledger and the manifest leaves this to the message's next delivery.
        for (String key : keys) {
            Await.until(key + " has a manifest", RECOVERED, () -> pipeline.hasManifest(key));
        }
        assertThat(keys).allSatisfy(key -> {
            assertThat(pipeline.item(key)).doesNotContainKey("reason");
            assertThat(pipeline.manifest(key.substring("uploads/".length()))).containsEntry("state", "READY");
        });
        // Other tests of the shared pipeline begin with an empty queue.
        Await.until("nothing is queued", RECOVERED, () -> pipeline.queued() == 0);
    }

    private long ready(List<String> keys) {
        return keys.stream().filter(pipeline::isReady).count();
    }

    /// `kill -9`, and until they are gone.
    private void killAll() throws Exception {
        List<Long> pids = new ArrayList<>(pipeline.pipeline().lambdaPids());
        pids.add(pipeline.pipeline().processorPid());
        List<ProcessHandle> processes =
                pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        Await.until("they are dead", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }
}
