package photos.processor.reconcile;

/// What is to be said of one place.
sealed interface Judgement {
    /// Nothing is to be done, and nothing is there that could be.
    record Nothing() implements Judgement {}

    record AsWanted() implements Judgement {}

    /// Pending, and not for long.
    record UnderWay() implements Judgement {}

    record Differs(Finding finding) implements Judgement {}
}
