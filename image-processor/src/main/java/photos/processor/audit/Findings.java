package photos.processor.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What was found in one object that should not be there, each once.
final class Findings {
    private final Set<String> found = new LinkedHashSet<>();

    void add(String what) {
        found.add(what);
    }

    void addTrailing(long bytes) {
        if (bytes > 0) {
            add("trailing data (" + bytes + " bytes)");
        }
    }

    List<String> list() {
        return List.copyOf(found);
    }
}
