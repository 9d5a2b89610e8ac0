package photos.local.lambda;

import java.time.Duration;

/// How an invocation ended.
sealed interface Outcome {

    /// The function returned.
    ///
    /// @param body JSON
    record Answered(String body) implements Outcome {}

    /// The function threw.
    ///
    /// @param body JSON with `errorMessage`, `errorType` and `stackTrace`
    record FunctionError(String body) implements Outcome {}

    /// The function took longer than it may; its process was killed, as on AWS.
    record TimedOut(Duration timeout) implements Outcome {}

    /// The process ended, or never asked for work.
    record ProcessDied(String how) implements Outcome {}
}
