package photos.ledger;

import java.util.Map;
import java.util.Optional;

/// The ledger as it answers questions about many photos; what it finds may be a moment old.
public interface QueryLedger extends Ledger {

    /// A page of what matches, newest first.
    ///
    /// @throws InvalidQuery if the page token is not one of this query's
    Page search(PhotoQuery query) throws InvalidQuery;

    /// How many items there are in each state, rejected and degraded ones by reason.
    Map<StateCount, Long> count();

    /// @param reason of `REJECTED` and `DEGRADED`
    record StateCount(State state, Optional<Reason> reason) {}
}
