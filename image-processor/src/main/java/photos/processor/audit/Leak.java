package photos.processor.audit;

import java.util.List;
import photos.storage.ObjectKey;

/// An object with something in it that should not be there, or one that cannot be checked for it.
///
/// @param found words for people, such as `EXIF GPS position`; at least one
public record Leak(ObjectKey key, List<String> found) {
    public Leak {
        found = List.copyOf(found);
    }
}
