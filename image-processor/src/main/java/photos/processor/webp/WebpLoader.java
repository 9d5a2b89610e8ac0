package photos.processor.webp;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import photos.processor.nativelib.NativeLibrary;
import photos.processor.nativelib.Search;

/// Finds libwebp and tries it.
final class WebpLoader {
    private static final List<String> FILES = List.of(
            "libwebp.so.7", "libwebp.7.dylib", "/opt/homebrew/lib/libwebp.7.dylib", "/usr/local/lib/libwebp.7.dylib");

    private static final String INSTALL =
            "install it with `apt-get install libwebp7`, `dnf install libwebp` or `brew install webp`";

    static final Search<WebpLibrary> OF_THIS_MACHINE = load(System.getProperty(WebpLibrary.SWITCH, "on"), FILES);

    private WebpLoader() {}

    /// @param setting of the property [WebpLibrary#SWITCH]
    /// @param files names or paths, tried in order
    static Search<WebpLibrary> load(String setting, List<String> files) {
        if (setting.equals("off")) {
            return new Search.Missing<>("libwebp is switched off by -D" + WebpLibrary.SWITCH + "=off");
        }
        for (String file : files) {
            Optional<NativeLibrary> library = NativeLibrary.load(file);
            if (library.isPresent()) {
                return tried(file, library.get());
            }
        }
        return new Search.Missing<>(
                "libwebp is not installed (looked for " + String.join(", ", files) + "): " + INSTALL);
    }

    private static Search<WebpLibrary> tried(String file, NativeLibrary library) {
        try {
            WebpFunctions functions = new WebpFunctions(library);
            WebpEncoder encoder = new WebpEncoder(functions, WebpEncoder.METHOD);
            encoder.encode(new int[1], 1, 1, WebpEncoder.Pixels.OPAQUE, 80);
            return new Search.Found<>(
                    new WebpLibrary(file, encoder), "libwebp " + functions.version() + " (" + file + ") writes WebP");
        } catch (NoSuchElementException | IllegalStateException | WebpFailure e) {
            return new Search.Missing<>(
                    file + " is not a libwebp that can be used (" + e.getMessage() + "): " + INSTALL);
        }
    }
}
