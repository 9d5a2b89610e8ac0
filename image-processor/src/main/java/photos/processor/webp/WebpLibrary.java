package photos.processor.webp;

import photos.processor.nativelib.Search;

/// libwebp as it was found on this machine, where it has encoded a picture of one pixel.
///
/// @param file the name under which it was loaded, such as `libwebp.so.7`
public record WebpLibrary(String file, WebpEncoder encoder) {
    /// Longest side of a WebP, in pixels: its header has 14 bits for each (RFC 6386, 9.1).
    public static final int LONGEST_SIDE = 16_383;

    /// The system property that, set to `off`, makes the library count as missing.
    public static final String SWITCH = "photos.webp";

    /// Looked for once in the life of the process.
    public static Search<WebpLibrary> ofThisMachine() {
        return WebpLoader.OF_THIS_MACHINE;
    }
}
