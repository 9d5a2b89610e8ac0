package photos.processor.job;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import photos.job.JobAnswer;
import photos.ledger.State;

/// How many jobs ended in which state since the start.
public final class JobCounts {
    private final Map<State, LongAdder> byState = new EnumMap<>(State.class);

    JobCounts() {
        for (State state : State.values()) {
            byState.put(state, new LongAdder());
        }
    }

    void count(JobAnswer answer) {
        byState.getOrDefault(answer.state(), new LongAdder()).increment();
    }

    public long of(State state) {
        return byState.getOrDefault(state, new LongAdder()).sum();
    }
}
