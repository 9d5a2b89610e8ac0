package photos.model;

/// What becomes of one request to the outside world.
enum Fate {
    /// It is answered.
    ANSWERED,
    /// It never arrives, and whoever sent it is told so.
    REFUSED,
    /// It takes place, but its answer is lost.
    UNANSWERED,
    /// It takes place, its answer is lost, and the client sends it again, as Amazon's does by itself.
    SENT_TWICE
}
