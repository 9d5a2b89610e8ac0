package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import photos.storage.ObjectKey;
import software.amazon.awssdk.core.sync.RequestBody;

/// The people: they reach S3 without any fault, and it is known what they did.
final class Uploader {
    private final TestPipeline pipeline;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<ObjectKey, String> lastVersions = new ConcurrentHashMap<>();
    private final Set<ObjectKey> deletedForGood = ConcurrentHashMap.newKeySet();
    private final AtomicInteger steps = new AtomicInteger();

    Uploader(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    void take(Life life, Life.Step step) {
        switch (step) {
            case Life.Step.Put(int number) -> {
                String version = put(life.key(), Life.jpeg(number));
                numbers.put(version, number);
            }
            case Life.Step.PutPoison() -> put(life.key(), ("no photo: " + life.key()).getBytes(UTF_8));
            case Life.Step.Delete() -> {
                pipeline.delete(life.key().value());
                lastVersions.remove(life.key());
                if (step.equals(life.last())) {
                    deletedForGood.add(life.key());
                }
            }
        }
        steps.incrementAndGet();
    }

    private String put(ObjectKey key, byte[] bytes) {
        String version = pipeline.s3()
                .putObject(r -> r.bucket(pipeline.bucket()).key(key.value()), RequestBody.fromBytes(bytes))
                .versionId();
        lastVersions.put(key, version);
        return version;
    }

    /// Which photo a version holds, if that is known by now.
    Optional<Integer> number(String version) {
        return Optional.ofNullable(numbers.get(version));
    }

    /// The version that is there, if any.
    Optional<String> lastVersion(ObjectKey key) {
        return Optional.ofNullable(lastVersions.get(key));
    }

    boolean isDeletedForGood(ObjectKey key) {
        return deletedForGood.contains(key);
    }

    int steps() {
        return steps.get();
    }
}
