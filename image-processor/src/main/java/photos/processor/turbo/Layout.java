package photos.processor.turbo;

import java.util.Arrays;
import java.util.Optional;
import photos.processor.plane.Colours;
import photos.processor.plane.Subsampling;

/// The layouts of planes the library knows, by their numbers in turbojpeg.h (`TJSAMP_…`).
public enum Layout {
    YCC_444(0, Colours.YCC, 1, 1),
    YCC_422(1, Colours.YCC, 2, 1),
    YCC_420(2, Colours.YCC, 2, 2),
    GREY(3, Colours.GREY, 1, 1),
    YCC_440(4, Colours.YCC, 1, 2),
    YCC_411(5, Colours.YCC, 4, 1);

    private static final int YCC_COLOURS = 1;
    private static final int GREY_COLOURS = 2;

    final int number;
    private final Colours colours;
    private final int across;
    private final int down;

    Layout(int number, Colours colours, int across, int down) {
        this.number = number;
        this.colours = colours;
        this.across = across;
        this.down = down;
    }

    public Colours colours() {
        return colours;
    }

    public Subsampling chroma() {
        return new Subsampling(across, down);
    }

    /// @param colourSpace `TJCS_…`
    static Optional<Layout> of(int number, int colourSpace) {
        return Arrays.stream(values())
                .filter(layout -> layout.number == number)
                .filter(layout -> colourSpace == (layout == GREY ? GREY_COLOURS : YCC_COLOURS))
                .findFirst();
    }
}
