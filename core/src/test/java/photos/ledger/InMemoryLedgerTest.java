package photos.ledger;

import java.time.Clock;

class InMemoryLedgerTest implements LedgerContract, LedgerSearchContract, WholeLedgerContract {
    @Override
    public WholeLedger emptyLedger(Clock clock) {
        return new InMemoryLedger(clock);
    }
}
