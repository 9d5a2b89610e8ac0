package photos.local.pipeline;

import java.time.Duration;

/// How large a fire, from `-Dfire.photos=`, `-Dfire.kills=`, `-Dfire.seed=` and `-Dfire.minutes=`.
///
/// @param minutes after which nobody is killed any more and no photo comes any more
record FireOptions(int photos, int kills, long seed, Duration minutes) {
    static FireOptions given() {
        return new FireOptions(
                Integer.getInteger("fire.photos", 60),
                Integer.getInteger("fire.kills", 10),
                Long.getLong("fire.seed", 4),
                Duration.ofMinutes(Integer.getInteger("fire.minutes", 2)));
    }

    /// One request of S3 in so many hangs, and one of DynamoDB.
    int hangEvery() {
        return 40 + photos / 4;
    }

    /// The most of each that hang: every one holds a Lambda process or a job for 20 to 25 s.
    int hangs() {
        return 2 + photos / 60;
    }
}
