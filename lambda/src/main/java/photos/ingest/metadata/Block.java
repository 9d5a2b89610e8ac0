package photos.ingest.metadata;

/// A piece of metadata as it lay in the file.
final class Block {
    private final Kind kind;
    private final byte[] bytes;

    Block(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    Kind kind() {
        return kind;
    }

    byte[] bytes() {
        return bytes;
    }

    /// @see #mostBytes
    enum Kind {
        /// TIFF-structured, from the byte order mark on.
        EXIF("EXIF", 1024 * 1024),
        /// The same, holding only what is elsewhere in EXIF's own directory, or in that of GPS.
        EXIF_ALONE("EXIF", 1024 * 1024),
        GPS_ALONE("EXIF's position", 64 * 1024),
        /// The same, holding what Canon notes for itself.
        CANON_ALONE("Canon's maker note", 1024 * 1024),
        /// An XMP packet.
        XMP("XMP", 1024 * 1024),
        /// A whole ICC profile.
        ICC("the ICC profile", 4 * 1024 * 1024),
        /// Photoshop's image resources (8BIM), of which IPTC is one.
        PHOTOSHOP("Photoshop's resources", 1024 * 1024),
        /// IPTC-IIM records. The library needs time that grows with the square of their number.
        IPTC("IPTC", 128 * 1024);

        private final String label;
        private final int mostBytes;

        Kind(String label, int mostBytes) {
            this.label = label;
            this.mostBytes = mostBytes;
        }

        String label() {
            return label;
        }

        /// Whether what it says is listed among the tags.
        boolean hasTags() {
            return this != ICC;
        }

        /// A larger block is not read.
        int mostBytes() {
            return mostBytes;
        }
    }
}
