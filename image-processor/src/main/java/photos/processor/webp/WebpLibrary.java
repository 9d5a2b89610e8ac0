package photos.processor.webp;

/// libwebp on this machine, looked for once in the life of the process.
public sealed interface WebpLibrary {
    /// Longest side of a WebP, in pixels: its header has 14 bits for each (RFC 6386, 9.1).
    int LONGEST_SIDE = 16_383;

    /// The system property that, set to `off`, makes the library count as absent.
    String SWITCH = "photos.webp";

    /// Found, and it has encoded a picture of one pixel.
    ///
    /// @param file the name under which it was loaded, such as `libwebp.so.7`
    /// @param version such as `1.2.4`
    record Present(String file, String version, WebpEncoder encoder) implements WebpLibrary {
        @Override
        public String sentence() {
            return "libwebp " + version + " (" + file + ") writes WebP";
        }
    }

    /// Not to be used.
    ///
    /// @param sentence why, and what to do about it
    record Absent(String sentence) implements WebpLibrary {}

    /// What people are told of it.
    String sentence();

    static WebpLibrary ofThisMachine() {
        return WebpLoader.OF_THIS_MACHINE;
    }
}
