package photos.model;

import java.util.SplittableRandom;

/// What kind of schedule a seed gives: how many keys and processes, and how much goes wrong.
///
/// @param keys 1 or 2
/// @param longKey whether the one key is too long for results
/// @param processors most of them at once
/// @param renderers of each
/// @param changes how many things people and operators do
/// @param faults in a thousand requests
/// @param kills in a thousand steps
/// @param lossy whether events get lost, variants vanish, presets change, and dead processes' requests come late: what
///     only a reconcile sets right
/// @param pace who goes on
record Weather(
        int keys,
        boolean longKey,
        int processors,
        int renderers,
        int changes,
        int faults,
        int kills,
        boolean lossy,
        Pace pace) {
    /// Who of those that stand before a request goes on.
    enum Pace {
        /// Anybody.
        EVEN,
        /// Whoever went on last, mostly.
        BURSTS,
        /// The quickest; some are slow for long.
        PRIORITIES
    }

    static Weather of(SplittableRandom random) {
        boolean longKey = random.nextInt(50) == 0;
        return new Weather(
                longKey ? 1 : 1 + random.nextInt(2),
                longKey,
                random.nextInt(3) == 0 ? 2 : 1,
                1 + random.nextInt(2),
                2 + random.nextInt(5),
                random.nextInt(2) * random.nextInt(40),
                random.nextInt(2) * random.nextInt(30),
                random.nextInt(3) == 0,
                Pace.values()[random.nextInt(3)]);
    }

    boolean isCalm() {
        return faults == 0 && kills == 0;
    }
}
