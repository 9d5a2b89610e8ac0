package photos.local.dynamodb;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.LedgerSearchContract;
import photos.ledger.WholeLedger;

/// Searches whose pages end almost at once, since hardly anything may be read for one: wherever a page ends, the next
/// goes on there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShortPagesIT implements LedgerSearchContract {
    private LedgerTables tables;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        tables = LedgerTables.start(directory);
    }

    @AfterAll
    void stop() {
        tables.close();
    }

    @Override
    public WholeLedger emptyLedger(Clock clock) {
        return tables.emptyLedger(clock, 10);
    }
}
