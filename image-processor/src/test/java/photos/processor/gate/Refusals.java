package photos.processor.gate;

import static org.assertj.core.api.Assertions.assertThat;

import photos.ledger.Reason;

/// What the tests of the gate expect of files that it does not let in.
final class Refusals {
    private Refusals() {}

    static void assertRefused(Reason reason, Inspection inspection) {
        assertThat(inspection)
                .isInstanceOfSatisfying(
                        Inspection.Refused.class,
                        refused -> assertThat(refused.failure().reason())
                                .as(refused.failure().message())
                                .isEqualTo(reason));
    }
}
