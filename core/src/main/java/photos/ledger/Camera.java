package photos.ledger;

import java.util.Optional;

/// What took the photo.
///
/// @param make as written
/// @param model as written
/// @param name make and model as people say it, such as `Nikon D800`
/// @param lens as written
public record Camera(Optional<String> make, Optional<String> model, Optional<String> name, Optional<String> lens) {
    public static final Camera UNKNOWN =
            new Camera(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
