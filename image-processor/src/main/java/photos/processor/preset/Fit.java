package photos.processor.preset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import photos.image.Dimensions;

/// How a picture meets its box. Neither way ever enlarges.
public enum Fit {
    /// The whole picture, as large as fits in the box.
    INSIDE {
        @Override
        public Dimensions whole(Dimensions original, Dimensions box) {
            return original.within(box);
        }
    },
    /// The box filled, what juts out cut off evenly on both sides.
    COVER {
        @Override
        public Dimensions whole(Dimensions original, Dimensions box) {
            return original.covering(box);
        }
    };

    /// The size to which the whole upright picture is brought, before anything is cut off.
    public abstract Dimensions whole(Dimensions original, Dimensions box);

    /// The size that comes out.
    public Dimensions size(Dimensions original, Dimensions box) {
        return whole(original, box).clippedTo(box);
    }

    /// The name in presets: `inside` or `cover`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Fit> ofLabel(String label) {
        return Arrays.stream(values()).filter(fit -> fit.label().equals(label)).findFirst();
    }
}
