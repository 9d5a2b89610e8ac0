package photos.local.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.processor.NativeCodecs;
import photos.processor.reconcile.Finding;
import photos.processor.reconcile.Hinting;
import photos.processor.reconcile.ReconcileSettings;
import photos.queue.sqs.SqsHintQueue;
import photos.storage.s3.S3ObjectStore;

/// What an earlier run left undone: its queue was kept in memory, so the reconciler sends the hints again, and
/// nothing counts as under way. With `-Dphotos.reconcile=off` all is left as it is, for `photos reconcile` to
/// find.
final class Unsettled {
    static final String SWITCH = "photos.reconcile";

    private static final int BATCH = 10;

    private final Hinting hinting;
    private final List<Hinting.Wanted> batch = new ArrayList<>();

    private Unsettled(Hinting hinting) {
        this.hinting = hinting;
    }

    static void hint(Map<String, String> environment) {
        if (System.getProperty(SWITCH, "on").equals("off")) {
            return;
        }
        Clock clock = Clock.systemUTC();
        try (S3ObjectStore store = LocalClients.store(environment);
                DynamoDbLedger ledger = LocalClients.ledger(environment);
                SqsHintQueue queue = LocalClients.queue(environment)) {
            Unsettled unsettled = new Unsettled(new Hinting(ledger, queue, clock));
            ReconcileSettings.from(environment, NativeCodecs::effectiveHere)
                    .reconciler(store, ledger, Duration.ZERO, clock)
                    .plan("", () -> unsettled::add, looked -> {});
            unsettled.send();
        }
    }

    private void add(Finding finding) {
        batch.add(Hinting.Wanted.of(finding));
        if (batch.size() == BATCH) {
            send();
        }
    }

    private void send() {
        hinting.send(batch);
        batch.clear();
    }
}
