package photos.processor.reconcile;

import java.util.List;
import photos.storage.Listed;

/// What lies directly under `results/<path>/`.
///
/// @param objects at most [#MAX_OBJECTS]
/// @param more how many there are beyond these; this project never puts so many there
record ResultGroup(String path, List<Listed> objects, long more) {
    static final int MAX_OBJECTS = 1000;

    ResultGroup {
        objects = List.copyOf(objects);
    }
}
