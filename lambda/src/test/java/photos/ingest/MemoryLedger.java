package photos.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import photos.ledger.Attributes;
import photos.ledger.Claim;
import photos.ledger.Ledger;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.Page;
import photos.ledger.PhotoMetadata;
import photos.ledger.PhotoQuery;
import photos.ledger.Rendering;
import photos.ledger.State;
import photos.storage.ObjectKey;

/// A table in memory with the Lambda's conditional writes; the image processor's commit is done to it by tests.
final class MemoryLedger implements Ledger {
    private final Map<ObjectKey, Map<String, Object>> items = new ConcurrentHashMap<>();
    private Runnable onWrite = () -> {};
    private int writes;

    /// Writes that changed something.
    int writes() {
        return writes;
    }

    /// Before every write whose condition is checked.
    void onWrite(Runnable meanwhile) {
        onWrite = meanwhile;
    }

    void onNextWrite(Runnable meanwhile) {
        onWrite = () -> {
            onWrite = () -> {};
            meanwhile.run();
        };
    }

    /// Sets attributes past all conditions, as the other owner does in its turn.
    void put(ObjectKey key, Map<String, Object> attributes) {
        items.merge(key, attributes, (old, added) -> {
            Map<String, Object> both = new TreeMap<>(old);
            both.putAll(added);
            return both;
        });
    }

    @Override
    public Optional<LedgerItem> find(ObjectKey key) {
        return attributes(key).map(Attributes::item);
    }

    @Override
    public Optional<Map<String, Object>> attributes(ObjectKey key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public boolean handOver(ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata) {
        onWrite.run();
        if (!fence(key).equals(seen)) {
            return false;
        }
        Map<String, Object> item = new TreeMap<>(attributes(key).orElse(Map.of()));
        item.keySet().removeAll(Attributes.OF_THE_PHOTO);
        item.keySet().removeAll(Attributes.OF_THE_LAST_RENDER);
        item.remove(Attributes.EXPIRES_AT);
        item.putAll(Attributes.of(original, metadata));
        item.put(Attributes.OBJECT_KEY, key.value());
        item.put(Attributes.OPEN_STATE, State.PENDING.name());
        return write(key, item, State.PENDING);
    }

    @Override
    public boolean bury(ObjectKey key, long seen, Instant expiresAt) {
        onWrite.run();
        if (!fence(key).equals(Optional.of(seen))) {
            return false;
        }
        Map<String, Object> item = new TreeMap<>(attributes(key).orElseThrow());
        item.keySet().retainAll(Set.of(Attributes.OBJECT_KEY, Attributes.GENERATION, Attributes.FENCE));
        item.put(Attributes.EXPIRES_AT, expiresAt.getEpochSecond());
        return write(key, item, State.DELETED);
    }

    private Optional<Long> fence(ObjectKey key) {
        return find(key).map(LedgerItem::fence);
    }

    private boolean write(ObjectKey key, Map<String, Object> item, State state) {
        item.put(Attributes.STATE, state.name());
        item.put(Attributes.FENCE, fence(key).orElse(0L) + 1);
        items.put(key, item);
        writes++;
        return true;
    }

    private static UnsupportedOperationException notTheLambdas() {
        return new UnsupportedOperationException("the Lambda hands over and buries only");
    }

    @Override
    public Optional<Claim> advance(Claim claim) {
        throw notTheLambdas();
    }

    @Override
    public boolean beginAttempt(Claim claim) {
        throw notTheLambdas();
    }

    @Override
    public boolean endAttempt(Claim claim) {
        throw notTheLambdas();
    }

    @Override
    public boolean recordWorkerDeath(Claim claim, int before) {
        throw notTheLambdas();
    }

    @Override
    public boolean commit(Claim claim, Rendering rendering) {
        throw notTheLambdas();
    }

    @Override
    public boolean retry(ObjectKey key, long seen) {
        throw notTheLambdas();
    }

    @Override
    public Page search(PhotoQuery query) {
        throw notTheLambdas();
    }

    @Override
    public Map<StateCount, Long> count() {
        throw notTheLambdas();
    }
}
