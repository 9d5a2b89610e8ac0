package photos.processor.heif;

/// Whether HEIC and AVIF can be decoded in this process.
public sealed interface Heif {
    /// They cannot.
    ///
    /// @param why a sentence that says what to do about it
    record Unavailable(String why) implements Heif {}

    /// They can, by [Libheif].
    ///
    /// @param library loaded
    record Available(Libheif library) implements Heif {}

    /// As long as they are not switched on.
    static Heif off() {
        return new Unavailable("HEIC and AVIF are switched off here; PHOTOS_HEIF=on switches them on");
    }

    /// Looks for libheif and loads it.
    static Heif find() {
        return Libheif.load();
    }
}
