package photos.ledger;

import java.util.Optional;

/// The ledger as the image processor writes it: what became of renders.
public interface RenderLedger extends Ledger {

    /// Starts afresh on a rendered item whose variants are not as wanted, or shuts out renders that began before, whose
    /// variants are about to be removed. Fence + 1.
    ///
    /// @return the claim with the new fence, or nothing if the item has moved on
    Optional<Claim> advance(Claim claim);

    /// The decoder is about to be entered. Attempts + 1.
    boolean beginAttempt(Claim claim);

    /// The decoder has answered, well or badly. Attempts as before; once, even if this request is sent twice or the
    /// one that began the attempt was.
    ///
    /// @param before how many attempts the ledger knew, all of them left behind by others
    boolean endAttempt(Claim claim, int before);

    /// A worker process died over this original, and its parent saw it. Worker deaths + 1; once, even if the request is
    /// sent twice, as clients do whose answer was lost.
    ///
    /// @param before how many deaths the ledger knew
    boolean recordWorkerDeath(Claim claim, int before);

    /// Publishes or rejects. Attempts stay as they are: a photo whose decoder once did not answer may do the same to
    /// the next one, when other presets want it rendered again.
    boolean commit(Claim claim, Rendering rendering);
}
