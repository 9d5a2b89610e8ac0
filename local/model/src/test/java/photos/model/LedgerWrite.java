package photos.model;

import java.util.HashSet;
import java.util.Set;
import photos.ledger.Attributes;

/// The writes that the ledger knows, whose they are, and which attributes each may touch.
enum LedgerWrite {
    HAND_OVER(
            Owner.LAMBDA,
            "hand over",
            1,
            union(
                    Attributes.OF_THE_PHOTO,
                    Attributes.OF_RENDERS,
                    Set.of(
                            Attributes.OBJECT_KEY,
                            Attributes.GENERATION,
                            Attributes.FENCE,
                            Attributes.STATE,
                            Attributes.OPEN_STATE,
                            Attributes.EXPIRES_AT,
                            Attributes.UPDATED_AT))),
    BURY(
            Owner.LAMBDA,
            "bury",
            1,
            union(
                    Attributes.OF_THE_PHOTO,
                    Attributes.OF_RENDERS,
                    Attributes.OF_WHAT_WAS_MADE,
                    Set.of(Attributes.FENCE, Attributes.STATE, Attributes.OPEN_STATE, Attributes.EXPIRES_AT))),
    ADVANCE(Owner.PROCESSOR, "advance", 1, Set.of(Attributes.FENCE)),
    COUNT_ATTEMPT(Owner.PROCESSOR, "attempts + 1 of", 0, Set.of(Attributes.ATTEMPTS)),
    UNCOUNT_ATTEMPT(Owner.PROCESSOR, "attempts as before of", 0, Set.of(Attributes.ATTEMPTS)),
    COUNT_DEATH(Owner.PROCESSOR, "worker deaths + 1 of", 0, Set.of(Attributes.WORKER_DEATHS)),
    COMMIT(
            Owner.PROCESSOR,
            "commit",
            0,
            union(
                    Attributes.OF_WHAT_WAS_MADE,
                    Set.of(
                            Attributes.STATE,
                            Attributes.OPEN_STATE,
                            Attributes.REASON,
                            Attributes.MESSAGE,
                            Attributes.WORKER_DEATHS))),
    RETRY(
            Owner.OPERATOR,
            "retry",
            1,
            union(
                    Attributes.OF_RENDERS,
                    Set.of(Attributes.FENCE, Attributes.STATE, Attributes.OPEN_STATE, Attributes.UPDATED_AT)));

    private final Owner owner;
    private final String verb;
    private final int fences;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<String> attributes;

    /// @param fences by how much it raises the fence
    LedgerWrite(Owner owner, String verb, int fences, Set<String> attributes) {
        this.owner = owner;
        this.verb = verb;
        this.fences = fences;
        this.attributes = attributes;
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> all = new HashSet<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return Set.copyOf(all);
    }

    Owner owner() {
        return owner;
    }

    String verb() {
        return verb;
    }

    int fences() {
        return fences;
    }

    Set<String> attributes() {
        return attributes;
    }
}
