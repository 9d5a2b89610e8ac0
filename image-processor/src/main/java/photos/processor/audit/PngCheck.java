package photos.processor.audit;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/// Walks a PNG chunk by chunk (PNG Specification, third edition). Chunks that tell how to show the pixels are allowed;
/// everything else is found.
final class PngCheck {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CRC_BYTES = 4;
    private static final int MAX_EXIF_BYTES = 1 << 20;

    /// The longest keyword has 79 bytes and a zero after it.
    private static final int KEYWORD_BYTES = 80;

    private static final Set<String> OF_THE_PICTURE =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "bKGD", "hIST", "pHYs");

    private final Bytes bytes;
    private final Findings findings;

    PngCheck(Bytes bytes, Findings findings) {
        this.bytes = bytes;
        this.findings = findings;
    }

    void run() throws IOException, Damaged {
        bytes.skip(SIGNATURE_BYTES);
        String type = "";
        while (!type.equals("IEND")) {
            long length = bytes.u32();
            type = bytes.text(4);
            chunk(type, length);
            bytes.skip(CRC_BYTES);
        }
        findings.addTrailing(bytes.rest());
    }

    private void chunk(String type, long length) throws IOException, Damaged {
        switch (type) {
            case "eXIf" -> exif(length);
            case "tEXt", "zTXt", "iTXt" -> text(length);
            case "iCCP" -> found("ICC profile", length);
            case "tIME" -> found("time of change", length);
            default -> {
                if (!OF_THE_PICTURE.contains(type)) {
                    findings.add("unknown chunk " + type);
                }
                bytes.skip(length);
            }
        }
    }

    private void found(String what, long length) throws IOException, Damaged {
        findings.add(what);
        bytes.skip(length);
    }

    private void exif(long length) throws IOException, Damaged {
        if (length > MAX_EXIF_BYTES) {
            found("EXIF", length);
        } else {
            ExifCheck.of(bytes.take((int) length), findings);
        }
    }

    private void text(long length) throws IOException, Damaged {
        int taken = (int) Math.min(length, KEYWORD_BYTES);
        String begin = bytes.text(taken);
        String keyword = begin.substring(0, Math.max(0, begin.indexOf('\0')));
        String lower = keyword.toLowerCase(Locale.ROOT);
        if (lower.contains("xmp")) {
            findings.add("XMP");
        } else if (lower.contains("exif")) {
            findings.add("EXIF");
        } else if (lower.contains("iptc")) {
            findings.add("IPTC");
        } else {
            findings.add("comment (" + keyword + ")");
        }
        bytes.skip(length - taken);
    }
}
