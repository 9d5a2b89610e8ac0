package photos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import photos.ledger.LedgerItem;
import photos.storage.Listed;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.SmallObject;

/// What happened, a line a step; kept only where it will be read.
final class Trace {
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean kept) {
        this.kept = kept;
    }

    void add(Object... words) {
        if (kept) {
            lines.add(Stream.of(words).map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }

    void answer(Object answer) {
        if (kept) {
            lines.add("    -> " + brief(answer));
        }
    }

    private static Object brief(Object answer) {
        return switch (answer) {
            case Optional<?> optional -> optional.<Object>map(Trace::brief).orElse("nothing");
            case LedgerItem item ->
                "%s, generation %s, fence %d, attempts %d, deaths %d, shows %s"
                        .formatted(
                                item.state(),
                                item.generation().text(),
                                item.fence(),
                                item.attempts(),
                                item.workerDeaths(),
                                item.variants().stream().map(v -> name(v.key())).toList());
            case ObjectHead head -> "generation " + head.generation().text();
            case SmallObject manifest -> manifest.eTag();
            case List<?> listed -> listed.stream().map(Trace::brief).toList();
            case Listed listed -> name(listed.key());
            case byte[] bytes -> bytes.length + " bytes";
            default -> answer;
        };
    }

    private static String name(ObjectKey key) {
        return key.value().substring(key.value().lastIndexOf('/') + 1);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
