package photos.model;

import java.time.Clock;
import photos.clock.SettableClock;
import photos.storage.ObjectStore;

/// A change of the protocol in one rule, made between the programs and what they talk to, so that the programs
/// themselves stay as they are.
interface Mutation {
    /// The protocol as it is.
    Mutation NONE = new Mutation() {};

    /// @param ledger as it is
    /// @param store as it is
    default ProtocolLedger ledger(Owner owner, ProtocolLedger ledger, ObjectStore store) {
        return ledger;
    }

    /// @param store as it is
    /// @param ledger as it is
    default ObjectStore store(Owner owner, ObjectStore store, ProtocolLedger ledger) {
        return store;
    }

    /// The clock by which jobs rest.
    default Clock clock(Clock real) {
        return real;
    }

    /// How a processor takes several jobs of one key.
    ///
    /// @param clock of everything
    default JobDoor jobs(JobDoor real, SettableClock clock) {
        return real;
    }
}
