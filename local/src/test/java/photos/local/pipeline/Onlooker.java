package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import photos.image.Dimensions;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.ledger.Ledger;
import photos.ledger.LedgerItem;
import photos.ledger.PublishedVariant;
import photos.ledger.State;
import photos.storage.Generation;
import photos.storage.ObjectKey;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Reads manifests, ledger items and every object they name, and writes down what should never be seen.
final class Onlooker implements Runnable {
    /// The preset whose picture is the whole original here, since the originals are small.
    private static final String WHOLE = "small";

    /// Leaves the machine to those that work.
    private static final Duration BREATH = Duration.ofMillis(20);

    private final TestPipeline pipeline;
    private final Ledger ledger;
    private final Uploader uploader;
    private final List<ObjectKey> keys;
    private final SplittableRandom random;
    private final Set<ObjectKey> seenGone = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> missing = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> mixed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> resurrected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger objects = new AtomicInteger();
    private volatile boolean stopped;

    Onlooker(TestPipeline pipeline, Uploader uploader, List<ObjectKey> keys, long seed) {
        this.pipeline = pipeline;
        this.ledger = pipeline.ledger();
        this.uploader = uploader;
        this.keys = List.copyOf(keys);
        this.random = new SplittableRandom(seed);
    }

    /// What somebody says of a photo: which upload its pictures show, and which objects they are.
    ///
    /// @param sizes of the picture by preset
    private record Told(String generation, Map<String, String> hashes, Map<String, Dimensions> sizes) {
        boolean names(String key) {
            return hashes.containsKey(key);
        }
    }

    /// Reads until it is stopped.
    @Override
    public void run() {
        while (!stopped) {
            look(keys.get(random.nextInt(keys.size())));
            LockSupport.parkNanos(BREATH.toNanos());
        }
    }

    void stop() {
        stopped = true;
    }

    /// Looks at one photo from both doors.
    void look(ObjectKey key) {
        boolean goneBefore = seenGone.contains(key);
        boolean deletedBefore = uploader.isDeletedForGood(key);
        Optional<Told> manifest = manifest(key);
        manifest.ifPresent(told -> check(key, "manifest", told, () -> manifest(key)));
        Optional<LedgerItem> item = ledger.find(key);
        item.flatMap(Onlooker::told)
                .ifPresent(told ->
                        check(key, "ledger", told, () -> ledger.find(key).flatMap(Onlooker::told)));
        boolean gone = manifest.isEmpty()
                && item.filter(i -> i.state() != State.DELETED).isEmpty();
        if (goneBefore && !gone) {
            resurrected.add(key + " was gone and came back: " + item.map(LedgerItem::state) + ", manifest "
                    + manifest.isPresent());
        }
        if (deletedBefore && gone && item.isPresent()) {
            seenGone.add(key);
        }
        reads.incrementAndGet();
    }

    @FunctionalInterface
    private interface SecondLook {
        Optional<Told> again();
    }

    private void check(ObjectKey key, String door, Told told, SecondLook second) {
        uploader.number(told.generation()).ifPresent(number -> {
            Dimensions shown = told.sizes().get(WHOLE);
            if (shown != null && !shown.equals(Life.sizeOf(number))) {
                mixed.add(key + ", " + door + ": says generation " + told.generation() + " and shows " + shown
                        + " instead of " + Life.sizeOf(number));
            }
        });
        told.hashes().forEach((object, hash) -> {
            Optional<ResponseBytes<GetObjectResponse>> found = object(object);
            if (found.isEmpty()) {
                if (second.again().filter(t -> t.names(object)).isPresent()
                        && object(object).isEmpty()) {
                    missing.add(object + " is named by the " + door + ", also on a second read, and is not there");
                }
                return;
            }
            objects.incrementAndGet();
            String generation = found.get().response().metadata().getOrDefault("source-generation", "none");
            if (!sha256(found.get().asByteArray()).equals(hash)) {
                mixed.add(object + " has not the hash that the " + door + " tells");
            }
            if (!generation.equals(told.generation())) {
                mixed.add(object + " was made from " + generation + ", and the " + door + " says " + told.generation());
            }
        });
    }

    private Optional<Told> manifest(ObjectKey key) {
        return object(key.resultsPrefix() + "manifest.json").map(object -> told(key, object.asString(UTF_8)));
    }

    /// A manifest that is none names nothing, and is a broken promise.
    private Told told(ObjectKey key, String manifest) {
        try {
            Map<String, Object> json = Json.object(manifest);
            Map<String, String> hashes = new LinkedHashMap<>();
            Map<String, Dimensions> sizes = new LinkedHashMap<>();
            if (json.get("variants") instanceof List<?> variants) {
                for (Object variant : variants) {
                    if (variant instanceof Map<?, ?> v) {
                        hashes.put(String.valueOf(v.get("key")), String.valueOf(v.get("sha256")));
                        sizes.put(
                                String.valueOf(v.get("name")),
                                new Dimensions(number(v.get("width")), number(v.get("height"))));
                    }
                }
            }
            String generation = json.get("original") instanceof Map<?, ?> original
                    ? String.valueOf(original.get("generation"))
                    : "none";
            return new Told(generation, hashes, sizes);
        } catch (MalformedJson | IllegalArgumentException e) {
            missing.add(key + " has a manifest that is none (" + e + "): " + manifest);
            return new Told("none", Map.of(), Map.of());
        }
    }

    private static int number(@Nullable Object json) {
        return Integer.parseInt(String.valueOf(json));
    }

    private static Optional<Told> told(LedgerItem item) {
        return item.published().map(Generation::text).map(generation -> {
            Map<String, Dimensions> sizes = new LinkedHashMap<>();
            item.variants().forEach(v -> sizes.put(v.name(), v.dimensions()));
            return new Told(
                    generation,
                    item.variants().stream()
                            .collect(Collectors.toMap(v -> v.key().value(), PublishedVariant::sha256, (one, _) -> one)),
                    sizes);
        });
    }

    private Optional<ResponseBytes<GetObjectResponse>> object(String key) {
        try {
            return Optional.of(pipeline.object(key));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    List<String> missing() {
        return new ArrayList<>(missing);
    }

    List<String> mixed() {
        return new ArrayList<>(mixed);
    }

    List<String> resurrected() {
        return new ArrayList<>(resurrected);
    }

    int reads() {
        return reads.get();
    }

    int objects() {
        return objects.get();
    }
}
