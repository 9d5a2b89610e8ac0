package photos.local.fire;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Which requests fail and how: some always, all of them for a few seconds now and then, and a few hang. Drawn from a
/// seed; which request draws what depends on the order in which they come. Thread-safe.
public final class Weather {
    private static final Duration LONGEST_CALM = Duration.ofSeconds(40);
    private static final Duration LONGEST_STORM = Duration.ofSeconds(4);

    private final SplittableRandom random;
    private final Map<Fault, Double> shares;
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private int hangEvery = Integer.MAX_VALUE;
    private int hangsLeft;
    private int untilHang;
    private boolean over;
    private boolean storm;
    private Instant change = Instant.now();

    private Weather(long seed, Map<Fault, Double> shares) {
        this.random = new SplittableRandom(seed);
        this.shares = new EnumMap<>(shares);
    }

    /// @param shares of all requests, in the calm between two storms
    public static Weather of(long seed, Map<Fault, Double> shares) {
        return new Weather(seed, shares);
    }

    /// The same for every request.
    public static Weather always(Fault fault) {
        Weather weather = new Weather(0, Map.of(fault, 1.0));
        weather.change = Instant.MAX;
        return weather;
    }

    /// A hang costs its caller half a minute, so there are just so many, and these for certain if requests are.
    ///
    /// @param every so many requests in the mean, but none in a storm
    /// @param most of them in all
    public Weather hanging(int every, int most) {
        hangEvery = every;
        hangsLeft = most;
        untilHang = untilNextHang();
        return this;
    }

    private int untilNextHang() {
        return random.nextInt(1, 2 * hangEvery);
    }

    /// Draws what happens to the next request.
    synchronized Fault next() {
        if (over) {
            return Fault.NONE;
        }
        Fault fault = draw();
        counts.merge(fault, 1L, Long::sum);
        return fault;
    }

    private Fault draw() {
        Instant now = Instant.now();
        if (now.isAfter(change)) {
            // It begins with a calm.
            storm = !storm && !counts.isEmpty();
            change = now.plusMillis(random.nextLong((storm ? LONGEST_STORM : LONGEST_CALM).toMillis()));
        }
        if (storm) {
            return Fault.SERVER_ERROR;
        }
        if (hangsLeft > 0 && --untilHang == 0) {
            hangsLeft--;
            untilHang = untilNextHang();
            return Fault.HANG;
        }
        double drawn = random.nextDouble();
        for (Map.Entry<Fault, Double> share : shares.entrySet()) {
            drawn -= share.getValue();
            if (drawn < 0) {
                return share.getKey();
            }
        }
        return Fault.NONE;
    }

    /// From now on nothing fails.
    public synchronized void clear() {
        over = true;
    }

    /// How many requests drew this.
    public synchronized long count(Fault fault) {
        return counts.getOrDefault(fault, 0L);
    }

    /// All that came before it cleared.
    public synchronized long requests() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
