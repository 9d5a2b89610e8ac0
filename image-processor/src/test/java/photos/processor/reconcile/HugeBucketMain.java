package photos.processor.reconcile;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import photos.ledger.WholeLedger;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;
import photos.processor.results.Results;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// Plans a bucket that exists in no place: as many originals as are asked for, half of them with results, and as many
/// keys in the ledger, in no order. Ends with 0 if the plan is right.
final class HugeBucketMain {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private HugeBucketMain() {}

    public static void main(String[] arguments) {
        int originals = Integer.parseInt(arguments[0]);
        ObjectStore store = as(ObjectStore.class, (_, method, given) -> switch (method.getName()) {
            case "under" -> listing(String.valueOf(given[0]), originals);
            default -> throw new UnsupportedOperationException(method.getName());
        });
        WholeLedger ledger = as(WholeLedger.class, (_, method, _) -> switch (method.getName()) {
            case "keys" -> IntStream.range(0, originals).mapToObj(i -> key("uploads/", scattered(i, originals), ""));
            case "findAll" -> Map.of();
            default -> throw new UnsupportedOperationException(method.getName());
        });
        Results results = new Results(store, ledger, Duration.ZERO, Clock.systemUTC());
        AtomicLong found = new AtomicLong();
        long begin = System.nanoTime();
        Plan plan = new Reconciler(
                        store,
                        ledger,
                        results,
                        Presets.DEFAULTS,
                        GateLimits.USUAL_BYTES,
                        Duration.ZERO,
                        Clock.systemUTC())
                .plan("", () -> _ -> found.incrementAndGet(), _ -> {});
        System.out.printf(
                Locale.ROOT,
                "%d originals and %d results planned in %.1f s with a heap of %d MB%n",
                originals,
                originals / 2,
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0,
                Runtime.getRuntime().maxMemory() >> 20);
        boolean right = plan.looked() == originals
                && found.get() == originals
                && plan.kinds().equals(Map.of(Kind.NEVER_SEEN, (long) originals));
        System.exit(right ? 0 : 1);
    }

    private static <T> T as(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Stream<Listed> listing(String prefix, int originals) {
        return prefix.equals(ObjectKey.UPLOADS)
                ? IntStream.range(0, originals).mapToObj(i -> listed(key(prefix, i, "")))
                : IntStream.range(0, originals / 2).mapToObj(i -> listed(key(prefix, 2 * i, "/manifest.json")));
    }

    private static Listed listed(ObjectKey key) {
        return new Listed(key, "0123456789abcdef0123456789abcdef", 1000, NOW, false);
    }

    private static ObjectKey key(String prefix, int number, String end) {
        return new ObjectKey(String.format(
                Locale.ROOT,
                "%s2026/%04d/a photo with a name of usual length %08d.jpg%s",
                prefix,
                number / 1000,
                number,
                end));
    }

    /// Every number below the count once, in no order that can be told: 7,919 is a prime.
    private static int scattered(int i, int count) {
        return count % 7919 == 0 ? i : (int) (i * 7919L % count);
    }
}
