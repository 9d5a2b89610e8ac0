package photos.processor.audit;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/// Walks a WebP chunk by chunk (RFC 9649). The chunks of one picture are allowed; everything else is found.
final class WebpCheck {
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int MAX_EXIF_BYTES = 1 << 20;

    private static final Set<String> OF_THE_PICTURE = Set.of("VP8 ", "VP8L", "VP8X", "ALPH");

    private final Bytes bytes;
    private final Findings findings;

    WebpCheck(Bytes bytes, Findings findings) {
        this.bytes = bytes;
        this.findings = findings;
    }

    void run() throws IOException, Damaged {
        bytes.skip(4);
        long end = CHUNK_HEADER_BYTES + bytes.u32LittleEndian();
        bytes.skip(4);
        while (bytes.at() + CHUNK_HEADER_BYTES <= end) {
            String type = bytes.text(4);
            long length = bytes.u32LittleEndian();
            chunk(type, length);
            if (length % 2 == 1 && bytes.at() < end) {
                bytes.skip(1);
            }
        }
        if (bytes.at() != end) {
            throw new Damaged("its chunks do not end where it ends");
        }
        findings.addTrailing(bytes.rest());
    }

    private void chunk(String type, long length) throws IOException, Damaged {
        switch (type) {
            case "EXIF" -> exif(length);
            case "XMP " -> found("XMP", length);
            case "ICCP" -> found("ICC profile", length);
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

    /// Some writers put the header of a JPEG segment before it.
    private void exif(long length) throws IOException, Damaged {
        if (length > MAX_EXIF_BYTES) {
            found("EXIF", length);
            return;
        }
        byte[] block = bytes.take((int) length);
        boolean hasHeader = block.length > 6 && block[0] == 'E' && block[1] == 'x';
        ExifCheck.of(hasHeader ? Arrays.copyOfRange(block, 6, block.length) : block, findings);
    }
}
