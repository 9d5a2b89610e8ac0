package photos.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;

/// A `POST /jobs` under way: who asked, and what came back. The processor works on even if nobody waits any more.
final class Job {
    private final ObjectKey key;
    private final Actor sender;
    private @Nullable Answer answer;

    Job(ObjectKey key, Actor sender) {
        this.key = key;
        this.sender = sender;
    }

    /// A status, as far as the Lambda tells them apart.
    sealed interface Answer {
        record Ok(State state) implements Answer {}

        record Conflict() implements Answer {}

        record Busy(String why) implements Answer {}
    }

    ObjectKey key() {
        return key;
    }

    Actor sender() {
        return sender;
    }

    void answer(Answer given) {
        answer = given;
    }

    /// As the Lambda's client over HTTP makes of it.
    Optional<State> state() {
        return switch (answer) {
            case null -> throw new Unavailable("no answer in time");
            case Answer.Conflict _ -> Optional.empty();
            case Answer.Busy(String why) -> throw new Unavailable(why);
            case Answer.Ok(State state) -> {
                if (state == State.PENDING) {
                    throw new Unavailable("left pending");
                }
                yield Optional.of(state);
            }
        };
    }

    @Override
    public String toString() {
        return "under way";
    }
}
