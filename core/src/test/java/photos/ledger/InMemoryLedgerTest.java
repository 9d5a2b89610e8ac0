package photos.ledger;

import java.time.Clock;

class InMemoryLedgerTest implements LedgerContract, LedgerSearchContract {
    @Override
    public Ledger emptyLedger(Clock clock) {
        return new InMemoryLedger(clock);
    }
}
