package photos.ledger.dynamodb;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import photos.ledger.Attributes;
import photos.ledger.Claim;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.Rendering;
import photos.ledger.State;
import photos.ledger.WholeLedger;
import photos.storage.ObjectKey;

/// All writes of the protocol: what each changes in an item, and on what condition. No write raises a fence that it has
/// not seen, and none is made under a claim that is no longer held.
record Updates(Clock clock) {

    Update handOver(ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata) {
        Map<String, Object> present = Attributes.of(original, metadata);
        Update update = new Update(key);
        present.forEach(update::set);
        Set<String> absent = new HashSet<>(Attributes.OF_THE_PHOTO);
        absent.removeAll(present.keySet());
        absent.addAll(Attributes.OF_RENDERS);
        absent.add(Attributes.EXPIRES_AT);
        absent.forEach(update::remove);
        seen.ifPresentOrElse(
                fence -> update.ifEqual(Attributes.FENCE, fence), () -> update.ifAbsent(Attributes.OBJECT_KEY));
        return pending(update, seen.orElse(0L));
    }

    private Update pending(Update update, long seen) {
        return update.set(Attributes.STATE, State.PENDING.name())
                .set(Attributes.OPEN_STATE, State.PENDING.name())
                .set(Attributes.UPDATED_AT, Attributes.instant(clock.instant()))
                .set(Attributes.FENCE, seen + 1);
    }

    /// The photo is gone: a tombstone stays until `expiresAt`, so that whoever comes late finds a higher fence.
    Update bury(ObjectKey key, long seen, Instant expiresAt) {
        Update update = new Update(key);
        Attributes.OF_THE_PHOTO.forEach(update::remove);
        Attributes.OF_RENDERS.forEach(update::remove);
        Attributes.OF_WHAT_WAS_MADE.forEach(update::remove);
        return update.remove(Attributes.OPEN_STATE)
                .set(Attributes.STATE, State.DELETED.name())
                .set(Attributes.EXPIRES_AT, expiresAt.getEpochSecond())
                .set(Attributes.FENCE, seen + 1)
                .ifEqual(Attributes.FENCE, seen);
    }

    /// A tombstone of a photo that the ledger never knew.
    Update entomb(ObjectKey key, Instant expiresAt) {
        return new Update(key)
                .set(Attributes.GENERATION, WholeLedger.NO_GENERATION)
                .set(Attributes.STATE, State.DELETED.name())
                .set(Attributes.EXPIRES_AT, expiresAt.getEpochSecond())
                .set(Attributes.FENCE, 1)
                .ifAbsent(Attributes.OBJECT_KEY);
    }

    Update advance(Claim claim) {
        return held(claim).set(Attributes.FENCE, claim.fence() + 1);
    }

    Update beginAttempt(Claim claim) {
        return held(claim).add(Attributes.ATTEMPTS, 1);
    }

    Update endAttempt(Claim claim, int before) {
        Update ended = held(claim).ifMoreThan(Attributes.ATTEMPTS, before);
        return before == 0 ? ended.remove(Attributes.ATTEMPTS) : ended.set(Attributes.ATTEMPTS, before);
    }

    Update recordWorkerDeath(Claim claim, int before) {
        Update counted = held(claim).set(Attributes.WORKER_DEATHS, before + 1);
        return before == 0
                ? counted.ifAbsent(Attributes.WORKER_DEATHS)
                : counted.ifEqual(Attributes.WORKER_DEATHS, before);
    }

    Update commit(Claim claim, Rendering rendering) {
        Update update = held(claim)
                .set(Attributes.RECIPE, rendering.recipe())
                .set(Attributes.PUBLISHED, claim.generation().text())
                .set(Attributes.UPDATED_AT, Attributes.instant(clock.instant()));
        switch (rendering) {
            case Rendering.Published published -> {
                update.set(
                                Attributes.VARIANTS,
                                published.variants().stream()
                                        .map(Attributes::of)
                                        .toList())
                        .set(Attributes.RENDER_MILLIS, published.took().toMillis())
                        .remove(Attributes.WORKER_DEATHS);
                published
                        .thumbhash()
                        .ifPresentOrElse(
                                hash -> update.set(Attributes.THUMBHASH, hash),
                                () -> update.remove(Attributes.THUMBHASH));
                published
                        .damage()
                        .ifPresentOrElse(
                                damage -> update.set(Attributes.DAMAGE, Attributes.of(damage)),
                                () -> update.remove(Attributes.DAMAGE));
                published
                        .degraded()
                        .ifPresentOrElse(f -> end(update, State.DEGRADED, f), () -> end(update, State.READY));
            }
            case Rendering.Rejected rejected ->
                end(
                        update.remove(Attributes.VARIANTS)
                                .remove(Attributes.DAMAGE)
                                .remove(Attributes.RENDER_MILLIS)
                                .remove(Attributes.THUMBHASH),
                        State.REJECTED,
                        rejected.failure());
        }
        return update;
    }

    private static void end(Update update, State state) {
        update.set(Attributes.STATE, state.name())
                .remove(Attributes.OPEN_STATE)
                .remove(Attributes.REASON)
                .remove(Attributes.MESSAGE);
    }

    private static void end(Update update, State state, Rendering.Failure failure) {
        update.set(Attributes.STATE, state.name())
                .set(Attributes.OPEN_STATE, state.name())
                .set(Attributes.REASON, failure.reason().name())
                .set(Attributes.MESSAGE, failure.message());
    }

    Update retry(ObjectKey key, long seen) {
        Update update = pending(new Update(key), seen)
                .ifEqual(Attributes.FENCE, seen)
                .ifEither(Attributes.STATE, State.REJECTED.name(), State.DEGRADED.name());
        Attributes.OF_RENDERS.forEach(update::remove);
        return update;
    }

    private static Update held(Claim claim) {
        return new Update(claim.key())
                .ifEqual(Attributes.GENERATION, claim.generation().text())
                .ifEqual(Attributes.FENCE, claim.fence());
    }
}
