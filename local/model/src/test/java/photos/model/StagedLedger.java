package photos.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import photos.ledger.Claim;
import photos.ledger.InMemoryLedger;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.Rendering;
import photos.storage.ObjectKey;

/// The ledger as one of the programs reaches it: every request is a step, every write is watched.
record StagedLedger(Owner owner, InMemoryLedger table, Stage stage, Watch watch) implements ProtocolLedger {
    @Override
    public Optional<LedgerItem> find(ObjectKey key) {
        return stage.read("GetItem", key, () -> table.find(key));
    }

    @Override
    public Optional<Map<String, Object>> attributes(ObjectKey key) {
        return stage.read("GetItem", key, () -> table.attributes(key));
    }

    @Override
    public boolean handOver(ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata) {
        return write(LedgerWrite.HAND_OVER, key, () -> table.handOver(key, seen, original, metadata));
    }

    @Override
    public boolean bury(ObjectKey key, long seen, Instant expiresAt) {
        return write(LedgerWrite.BURY, key, () -> table.bury(key, seen, expiresAt));
    }

    @Override
    public Optional<Claim> advance(Claim claim) {
        return write(LedgerWrite.ADVANCE, claim.key(), () -> table.advance(claim));
    }

    @Override
    public boolean beginAttempt(Claim claim) {
        return write(LedgerWrite.COUNT_ATTEMPT, claim.key(), () -> {
            watch.attempted(claim);
            return table.beginAttempt(claim);
        });
    }

    @Override
    public boolean endAttempt(Claim claim, int before) {
        return write(LedgerWrite.UNCOUNT_ATTEMPT, claim.key(), () -> table.endAttempt(claim, before));
    }

    @Override
    public boolean recordWorkerDeath(Claim claim, int before) {
        return write(LedgerWrite.COUNT_DEATH, claim.key(), () -> table.recordWorkerDeath(claim, before));
    }

    @Override
    public boolean commit(Claim claim, Rendering rendering) {
        return write(LedgerWrite.COMMIT, claim.key(), () -> table.commit(claim, rendering));
    }

    @Override
    public boolean retry(ObjectKey key, long seen) {
        return write(LedgerWrite.RETRY, key, () -> table.retry(key, seen));
    }

    private <T> T write(LedgerWrite kind, ObjectKey key, Supplier<T> update) {
        return stage.write(kind.verb(), key, () -> {
            Map<String, Object> before = attributesNow(key);
            long writes = table.writes();
            T answer = update.get();
            if (table.writes() > writes) {
                watch.written(owner, kind, key, before, attributesNow(key));
            }
            return answer;
        });
    }

    private Map<String, Object> attributesNow(ObjectKey key) {
        return table.attributes(key).orElse(Map.of());
    }
}
