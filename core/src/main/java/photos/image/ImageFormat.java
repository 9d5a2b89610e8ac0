package photos.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The formats that are told apart, always by their first bytes, never by name or declared type.
public enum ImageFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    TIFF("image/tiff", "tif"),
    BMP("image/bmp", "bmp"),
    HEIC("image/heic", "heic"),
    AVIF("image/avif", "avif");

    /// How many first bytes of a file [#recognise] looks at.
    public static final int MAGIC_BYTES = 32;

    private static final String PNG_SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private final String mediaType;
    private final String extension;

    ImageFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /// The registered media type, such as `image/jpeg`.
    public String mediaType() {
        return mediaType;
    }

    /// The usual extension without a dot, such as `jpg`.
    public String extension() {
        return extension;
    }

    /// The name in the ledger and in presets, such as `jpeg`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ImageFormat> ofLabel(String label) {
        return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
    }

    /// Recognises a format by the first bytes of a file; fewer than [#MAGIC_BYTES] may be given if the file is shorter.
    public static Optional<ImageFormat> recognise(byte[] head) {
        String magic = new String(head, 0, Math.min(head.length, MAGIC_BYTES), ISO_8859_1);
        if (magic.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (magic.startsWith(PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (magic.startsWith("GIF87a") || magic.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (magic.startsWith("RIFF") && magic.startsWith("WEBP", 8)) {
            return Optional.of(WEBP);
        }
        if (isTiff(magic)) {
            return Optional.of(TIFF);
        }
        if (magic.startsWith("BM") && magic.length() > 17 && magic.startsWith("\0\0\0", 15)) {
            return Optional.of(BMP);
        }
        return magic.startsWith("ftyp", 4) ? brand(magic) : Optional.empty();
    }

    /// TIFF 6.0 and BigTIFF, either byte order.
    private static boolean isTiff(String magic) {
        return magic.startsWith("II*\0")
                || magic.startsWith("MM\0*")
                || magic.startsWith("II+\0")
                || magic.startsWith("MM\0+");
    }

    /// ISO/IEC 23008-12: the brands of the `ftyp` box, the major one first.
    private static Optional<ImageFormat> brand(String magic) {
        String brands = magic.substring(8);
        if (brands.startsWith("avif") || brands.startsWith("avis")) {
            return Optional.of(AVIF);
        }
        if (brands.startsWith("hei") || brands.startsWith("hev") || brands.startsWith("mif1")) {
            return Optional.of(brands.startsWith("mif1") && brands.contains("avif") ? AVIF : HEIC);
        }
        return Optional.empty();
    }
}
