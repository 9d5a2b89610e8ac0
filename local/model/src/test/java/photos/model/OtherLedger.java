package photos.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import photos.ledger.Claim;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.Rendering;
import photos.storage.ObjectKey;

/// A ledger that does what another does, for those that differ in one thing.
class OtherLedger implements ProtocolLedger {
    private final ProtocolLedger real;

    OtherLedger(ProtocolLedger real) {
        this.real = real;
    }

    @Override
    public Optional<LedgerItem> find(ObjectKey key) {
        return real.find(key);
    }

    @Override
    public Optional<Map<String, Object>> attributes(ObjectKey key) {
        return real.attributes(key);
    }

    @Override
    public boolean handOver(ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata) {
        return real.handOver(key, seen, original, metadata);
    }

    @Override
    public boolean bury(ObjectKey key, long seen, Instant expiresAt) {
        return real.bury(key, seen, expiresAt);
    }

    @Override
    public Optional<Claim> advance(Claim claim) {
        return real.advance(claim);
    }

    @Override
    public boolean beginAttempt(Claim claim) {
        return real.beginAttempt(claim);
    }

    @Override
    public boolean endAttempt(Claim claim, int before) {
        return real.endAttempt(claim, before);
    }

    @Override
    public boolean recordWorkerDeath(Claim claim, int before) {
        return real.recordWorkerDeath(claim, before);
    }

    @Override
    public boolean commit(Claim claim, Rendering rendering) {
        return real.commit(claim, rendering);
    }

    @Override
    public boolean retry(ObjectKey key, long seen) {
        return real.retry(key, seen);
    }
}
