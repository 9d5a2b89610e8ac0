package photos.processor.turbo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import photos.processor.nativelib.NativeLibrary;
import photos.processor.nativelib.Search;

/// libjpeg-turbo as it was found on this machine: Debian's package `libturbojpeg0`, Amazon Linux's `turbojpeg`.
public final class TurboJpeg {
    /// `off` leaves the library alone.
    public static final String SWITCH = "photos.turbo";

    private static final String NAME = "libturbojpeg.so.0";

    private final TurboFunctions functions;

    private TurboJpeg(TurboFunctions functions) {
        this.functions = functions;
    }

    /// Loads the library; it stays loaded until the process ends.
    public static Search<TurboJpeg> find() {
        if ("off".equals(System.getProperty(SWITCH))) {
            return new Search.Missing<>("libjpeg-turbo is switched off by -D" + SWITCH + "=off");
        }
        Optional<NativeLibrary> library = NativeLibrary.load(NAME);
        if (library.isEmpty()) {
            return new Search.Missing<>(NAME + " is not installed (Debian: apt-get install libturbojpeg0,"
                    + " Amazon Linux: dnf install turbojpeg)");
        }
        try {
            TurboJpeg found = new TurboJpeg(new TurboFunctions(library.get()));
            return new Search.Found<>(found, "libjpeg-turbo: " + loadedFile().orElse(NAME));
        } catch (NoSuchElementException e) {
            return new Search.Missing<>(NAME + " is too old, 2.0 is needed: " + e.getMessage());
        }
    }

    /// A new codec for one thread at a time.
    public TurboCodec codec() {
        return new TurboCodec(functions);
    }

    /// The file that was loaded, whose name ends in the version: Linux says what is mapped into the process.
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
