package photos.processor.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;

/// Walks a JPEG marker by marker (ITU-T T.81, annex B). What a picture cannot do without is allowed, with JFIF's header
/// and Adobe's note on colours; everything else is found.
final class JpegCheck {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int COM = 0xFE;
    private static final int APP0 = 0xE0;
    private static final int APP15 = 0xEF;

    /// Of JFIF's header without a thumbnail.
    private static final int JFIF_BYTES = 14;

    private static final int ADOBE_BYTES = 12;

    private final Bytes bytes;
    private final Findings findings;

    JpegCheck(Bytes bytes, Findings findings) {
        this.bytes = bytes;
        this.findings = findings;
    }

    void run() throws IOException, Damaged {
        if (bytes.u8() != 0xFF || bytes.u8() != SOI) {
            throw new Damaged("it does not begin as a JPEG");
        }
        int marker = marker();
        while (marker != EOI) {
            segment(marker);
            marker = marker == SOS ? markerAfterScan() : marker();
        }
        findings.addTrailing(bytes.rest());
    }

    private int marker() throws IOException, Damaged {
        if (bytes.u8() != 0xFF) {
            throw new Damaged("expected a marker at byte " + (bytes.at() - 1));
        }
        int marker = bytes.u8();
        while (marker == 0xFF) {
            marker = bytes.u8();
        }
        return marker;
    }

    /// Within coded data: stuffed zeros and restart markers belong to it.
    private int markerAfterScan() throws IOException, Damaged {
        while (true) {
            if (bytes.u8() == 0xFF) {
                int marker = bytes.u8();
                while (marker == 0xFF) {
                    marker = bytes.u8();
                }
                boolean isRestart = marker >= 0xD0 && marker <= 0xD7;
                if (marker != 0 && !isRestart) {
                    return marker;
                }
            }
        }
    }

    private void segment(int marker) throws IOException, Damaged {
        if (marker < 0xC0 || (marker >= 0xD0 && marker <= SOI)) {
            throw new Damaged(String.format("a marker FF%02X where none may be", marker));
        }
        int length = bytes.u16() - 2;
        if (length < 0) {
            throw new Damaged("a segment of less than no bytes");
        }
        if (marker >= APP0 && marker <= APP15) {
            application(marker - APP0, bytes.take(length));
        } else if (marker == COM) {
            bytes.skip(length);
            findings.add("comment");
        } else {
            bytes.skip(length);
            if (marker > 0xDD) {
                findings.add(String.format("unknown segment FF%02X", marker));
            }
        }
    }

    private void application(int number, byte[] data) {
        String text = new String(data, ISO_8859_1);
        switch (number) {
            case 0 -> jfif(text);
            case 1 -> exifOrXmp(text, data);
            case 2 -> findings.add(text.startsWith("ICC_PROFILE") ? "ICC profile" : "further pictures (APP2)");
            case 13 -> findings.add(text.startsWith("Photoshop 3.0") ? "IPTC" : "application data (APP13)");
            case 14 -> {
                if (!text.startsWith("Adobe") || data.length != ADOBE_BYTES) {
                    findings.add("application data (APP14)");
                }
            }
            default -> findings.add("application data (APP" + number + ")");
        }
    }

    private void jfif(String text) {
        if (text.startsWith("JFXX") || (text.startsWith("JFIF") && text.length() > JFIF_BYTES)) {
            findings.add("embedded thumbnail");
        } else if (!text.startsWith("JFIF")) {
            findings.add("application data (APP0)");
        }
    }

    private void exifOrXmp(String text, byte[] data) {
        if (text.startsWith("Exif\0")) {
            ExifCheck.of(Arrays.copyOfRange(data, Math.min(6, data.length), data.length), findings);
        } else if (text.startsWith("http://ns.adobe.com/")) {
            findings.add("XMP");
        } else {
            findings.add("application data (APP1)");
        }
    }
}
