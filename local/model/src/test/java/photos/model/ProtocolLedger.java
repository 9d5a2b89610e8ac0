package photos.model;

import photos.ledger.IngestLedger;
import photos.ledger.OperatorLedger;
import photos.ledger.RenderLedger;

/// The ledger with the writes of everybody who takes part, of which each is given its own.
interface ProtocolLedger extends IngestLedger, RenderLedger, OperatorLedger {}
