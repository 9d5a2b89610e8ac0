package photos.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The formats that are told apart, always by their bytes, never by name or declared type. Some are raw files of
/// cameras, whose metadata is read and whose picture is not developed; half of these begin as any TIFF does, and only
/// [RawTiff] tells them.
public enum ImageFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    TIFF("image/tiff", "tif"),
    BMP("image/bmp", "bmp"),
    HEIC("image/heic", "heic"),
    AVIF("image/avif", "avif"),
    DNG("image/x-adobe-dng", "dng", true),
    NEF("image/x-nikon-nef", "nef", true),
    ARW("image/x-sony-arw", "arw", true),
    PEF("image/x-pentax-pef", "pef", true),
    SRW("image/x-samsung-srw", "srw", true),
    CR2("image/x-canon-cr2", "cr2", true),
    CR3("image/x-canon-cr3", "cr3", true),
    ORF("image/x-olympus-orf", "orf", true),
    RW2("image/x-panasonic-rw2", "rw2", true),
    RAF("image/x-fuji-raf", "raf", true);

    /// How many first bytes of a file [#recognise] looks at.
    public static final int MAGIC_BYTES = 32;

    private static final String PNG_SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private final String mediaType;
    private final String extension;
    private final boolean raw;

    ImageFormat(String mediaType, String extension) {
        this(mediaType, extension, false);
    }

    ImageFormat(String mediaType, String extension, boolean raw) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.raw = raw;
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
        Optional<ImageFormat> raw = raw(magic);
        if (raw.isPresent()) {
            return raw;
        }
        if (isTiff(magic)) {
            return Optional.of(TIFF);
        }
        if (magic.startsWith("BM") && magic.length() > 17 && magic.startsWith("\0\0\0", 15)) {
            return Optional.of(BMP);
        }
        return magic.startsWith("ftyp", 4) ? brand(magic) : Optional.empty();
    }

    /// Raw files with first bytes of their own.
    private static Optional<ImageFormat> raw(String magic) {
        if (magic.startsWith("II*\0") && magic.startsWith("CR", 8)) {
            return Optional.of(CR2);
        }
        if (magic.startsWith("IIRO") || magic.startsWith("IIRS") || magic.startsWith("MMOR")) {
            return Optional.of(ORF);
        }
        if (magic.startsWith("IIU\0")) {
            return Optional.of(RW2);
        }
        if (magic.startsWith("FUJIFILMCCD-RAW")) {
            return Optional.of(RAF);
        }
        return magic.startsWith("ftypcrx", 4) ? Optional.of(CR3) : Optional.empty();
    }

    /// Whether it is a camera's raw file.
    public boolean isRaw() {
        return raw;
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
