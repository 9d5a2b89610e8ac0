package photos.local.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/// `kill -9` of the image processor, of a Lambda process, or of all of them.
final class Killer {
    /// Programs that never get to work prove nothing: mostly the image processor is killed when it serves again.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final TestPipeline pipeline;
    private final SplittableRandom random;
    private int kills;
    private int processors;
    private int lambdas;

    Killer(TestPipeline pipeline, long seed) {
        this.pipeline = pipeline;
        this.random = new SplittableRandom(seed);
    }

    /// Once; of all of them together counts as one.
    void strike() {
        int percent = random.nextInt(100);
        boolean processor = percent < 45 || percent >= 85;
        if (processor && random.nextInt(4) > 0) {
            awaitServing();
        }
        LockSupport.parkNanos(random.nextLong(2_000) * 1_000_000);
        List<Long> lambdaPids = pipeline.pipeline().lambdaPids();
        List<Long> victims = new ArrayList<>();
        if (percent >= 85) {
            victims.addAll(lambdaPids);
        } else if (percent >= 45) {
            victims.add(lambdaPids.get(random.nextInt(lambdaPids.size())));
        }
        lambdas += (int) victims.stream().filter(Killer::kill).count();
        if (processor && kill(pipeline.pipeline().processorPid())) {
            processors++;
        }
        kills++;
    }

    private void awaitServing() {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (!serves() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private boolean serves() {
        try {
            return pipeline.get("/health/live").statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean kill(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::destroyForcibly).isPresent();
    }

    int kills() {
        return kills;
    }

    int processors() {
        return processors;
    }

    int lambdas() {
        return lambdas;
    }
}
