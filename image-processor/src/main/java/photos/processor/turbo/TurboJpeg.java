package photos.processor.turbo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/// libjpeg-turbo as it was found on this machine: Debian's package `libturbojpeg0`, Amazon Linux's `turbojpeg`.
public final class TurboJpeg {
    /// `off` leaves the library alone.
    public static final String SWITCH = "photos.turbo";

    private static final String NAME = "libturbojpeg.so.0";

    private final TurboLibrary library;
    private final String description;

    private TurboJpeg(TurboLibrary library, String description) {
        this.library = library;
        this.description = description;
    }

    /// Whether the library is there.
    public sealed interface Search {
        /// What was found, or why nothing was.
        String sentence();

        record Found(TurboJpeg turbo) implements Search {
            @Override
            public String sentence() {
                return "libjpeg-turbo: " + turbo.description();
            }
        }

        /// @param sentence why not, and what can be done
        record Missing(String sentence) implements Search {}
    }

    /// Loads the library; it stays loaded until the process ends.
    public static Search find() {
        if ("off".equals(System.getProperty(SWITCH))) {
            return new Search.Missing("libjpeg-turbo is switched off by -D" + SWITCH + "=off");
        }
        try {
            TurboLibrary library = new TurboLibrary(NAME);
            return new Search.Found(new TurboJpeg(library, loadedFile().orElse(NAME)));
        } catch (IllegalArgumentException _) {
            return new Search.Missing(NAME + " is not installed (Debian: apt-get install libturbojpeg0,"
                    + " Amazon Linux: dnf install turbojpeg)");
        } catch (NoSuchElementException e) {
            return new Search.Missing(NAME + " is too old, 2.0 is needed: " + e.getMessage());
        }
    }

    /// The file that was loaded; its name ends in the library's version.
    public String description() {
        return description;
    }

    /// A new codec for one thread at a time.
    public TurboCodec codec() {
        return new TurboCodec(library);
    }

    /// Where Linux says what is mapped into the process.
    private static Optional<String> loadedFile() {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("libturbojpeg"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .findFirst();
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }
}
