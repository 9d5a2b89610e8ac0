package photos.processor.hostile;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Counts what became of the inputs of one run.
final class FuzzSummary {
    private final Duration deadline;
    private final Map<String, Integer> byOutcome = new TreeMap<>();
    private int inputs;
    private int late;
    private long mostMillis;
    private long mostAllocated;
    private long mostOutside;

    /// @param deadline after which an answer, whatever it is, came too late
    FuzzSummary(Duration deadline) {
        this.deadline = deadline;
    }

    /// @return whether the input is one that must not be
    synchronized boolean count(RenderingProcess.Answer answer) {
        inputs++;
        byOutcome.merge(answer.outcome(), 1, Integer::sum);
        boolean tooLate = answer.outcome().equals(RenderingProcess.HUNG) || answer.millis() > deadline.toMillis();
        late += tooLate ? 1 : 0;
        mostMillis = Math.max(mostMillis, answer.millis());
        mostAllocated = Math.max(mostAllocated, answer.allocated());
        mostOutside = Math.max(mostOutside, answer.outside());
        return tooLate
                || switch (answer.outcome()) {
                    case RenderingProcess.DIED, RenderingProcess.UNTYPED, RenderingProcess.HEAP_EXHAUSTED -> true;
                    default -> false;
                };
    }

    synchronized int inputs() {
        return inputs;
    }

    synchronized int failures() {
        return late + of(RenderingProcess.DIED) + of(RenderingProcess.UNTYPED) + of(RenderingProcess.HEAP_EXHAUSTED);
    }

    private int of(String outcome) {
        return byOutcome.getOrDefault(outcome, 0);
    }

    synchronized String table() {
        StringBuilder table = new StringBuilder();
        row(table, "inputs", Integer.toString(inputs));
        byOutcome.forEach((outcome, count) -> row(table, "  " + outcome, Integer.toString(count)));
        row(table, "process deaths", Integer.toString(of(RenderingProcess.DIED)));
        row(table, "over the deadline", Integer.toString(late));
        row(table, "untyped", Integer.toString(of(RenderingProcess.UNTYPED)));
        row(table, "dearer than the gate said", Integer.toString(of(RenderingProcess.HEAP_EXHAUSTED)));
        row(table, "longest, ms", Long.toString(mostMillis));
        row(table, "most allocated in the heap, MB", Long.toString(mostAllocated / 1_000_000));
        row(table, "most outside the heap, MB", Long.toString(mostOutside / 1_000_000));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("%-32s %10s%n".formatted(name, value));
    }
}
