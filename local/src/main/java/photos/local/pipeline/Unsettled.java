package photos.local.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import photos.ledger.InvalidQuery;
import photos.ledger.Ledger;
import photos.ledger.LedgerItem;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.queue.sqs.SqsHintQueue;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.s3.S3ObjectStore;

/// What an earlier run left undone: its queue was kept in memory, so the hints are made anew from the bucket, which
/// is the truth, and the ledger.
final class Unsettled {
    private Unsettled() {}

    static void hint(Map<String, String> environment) {
        try (S3ObjectStore store = LocalClients.store(environment);
                DynamoDbLedger ledger = LocalClients.ledger(environment);
                SqsHintQueue queue = LocalClients.queue(environment)) {
            Set<ObjectKey> originals = new HashSet<>();
            List<ObjectKey> unsettled = new ArrayList<>();
            try (Stream<Listed> uploads = store.under(ObjectKey.UPLOADS)) {
                uploads.filter(object -> object.key().isOriginal()).forEach(object -> {
                    originals.add(object.key());
                    if (!isSettled(ledger.find(object.key()), object)) {
                        unsettled.add(object.key());
                    }
                });
            }
            unsettled.addAll(vanished(ledger, originals));
            unsettled.addAll(orphaned(store, originals));
            queue.sendAll(unsettled.stream().distinct().toList());
        }
    }

    private static boolean isSettled(Optional<LedgerItem> item, Listed object) {
        return item.filter(i -> i.state().isRendered())
                .flatMap(LedgerItem::original)
                .filter(o -> o.eTag().equals(object.eTag()) && o.size() == object.size())
                .isPresent();
    }

    /// Photos that the ledger knows and the bucket does not.
    private static List<ObjectKey> vanished(Ledger ledger, Set<ObjectKey> originals) {
        List<ObjectKey> vanished = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page page = page(ledger, PhotoQuery.ALL.withNext(next));
            page.photos().stream()
                    .map(PhotoSummary::key)
                    .filter(key -> !originals.contains(key))
                    .forEach(vanished::add);
            next = page.next();
        } while (next.isPresent());
        return vanished;
    }

    /// Photos whose results are still there although they are gone themselves.
    private static List<ObjectKey> orphaned(S3ObjectStore store, Set<ObjectKey> originals) {
        try (Stream<Listed> results = store.under(ObjectKey.RESULTS)) {
            return results.map(object -> object.key().value())
                    .filter(key -> key.lastIndexOf('/') > ObjectKey.RESULTS.length())
                    .map(key -> key.substring(ObjectKey.RESULTS.length(), key.lastIndexOf('/')))
                    .map(path -> new ObjectKey(ObjectKey.UPLOADS + path))
                    .distinct()
                    .filter(key -> !originals.contains(key))
                    .toList();
        }
    }

    private static Page page(Ledger ledger, PhotoQuery query) {
        try {
            return ledger.search(query);
        } catch (InvalidQuery e) {
            throw new IllegalStateException("the ledger's own page token is not one", e);
        }
    }
}
