package photos.processor.webp;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Finds libwebp and tries it.
final class WebpLoader {
    private static final List<String> FILES = List.of(
            "libwebp.so.7", "libwebp.7.dylib", "/opt/homebrew/lib/libwebp.7.dylib", "/usr/local/lib/libwebp.7.dylib");

    private static final String INSTALL =
            "install it with `apt-get install libwebp7`, `dnf install libwebp` or `brew install webp`";

    static final WebpLibrary OF_THIS_MACHINE = load(System.getProperty(WebpLibrary.SWITCH, "on"), FILES);

    private WebpLoader() {}

    /// @param setting of the property [WebpLibrary#SWITCH]
    /// @param files names or paths, tried in order
    static WebpLibrary load(String setting, List<String> files) {
        if (setting.equals("off")) {
            return new WebpLibrary.Absent("libwebp is switched off by -D" + WebpLibrary.SWITCH + "=off");
        }
        for (String file : files) {
            Optional<SymbolLookup> symbols = open(file);
            if (symbols.isPresent()) {
                return tried(file, symbols.get());
            }
        }
        return new WebpLibrary.Absent(
                "libwebp is not installed (looked for " + String.join(", ", files) + "): " + INSTALL);
    }

    @SuppressWarnings("restricted")
    static Optional<SymbolLookup> open(String file) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (IllegalArgumentException | IllegalCallerException e) {
            return Optional.empty();
        }
    }

    private static WebpLibrary tried(String file, SymbolLookup symbols) {
        try {
            WebpFunctions functions = new WebpFunctions(symbols);
            WebpEncoder encoder = new WebpEncoder(functions, WebpEncoder.METHOD);
            encoder.encode(new int[1], 1, 1, WebpEncoder.Pixels.OPAQUE, 80);
            return new WebpLibrary.Present(file, functions.version(), encoder);
        } catch (NoSuchElementException | IllegalStateException | WebpFailure e) {
            return new WebpLibrary.Absent(
                    file + " is not a libwebp that can be used (" + e.getMessage() + "): " + INSTALL);
        }
    }
}
