package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import photos.storage.ObjectMoved;

/// The segments of a JPEG file up to its first scan (ITU-T T.81, annex B); what follows is never read.
final class JpegSegments {
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int COMMENT = 0xFE;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP13 = 0xED;

    private static final String EXIF = "Exif\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String ICC = "ICC_PROFILE\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";

    private final LazyBytes file;
    private final boolean isPreview;
    private final Findings found;
    private final ExtendedXmp extendedXmp = new ExtendedXmp();
    private final SortedMap<Integer, byte[]> profileParts = new TreeMap<>();
    private final ByteArrayOutputStream photoshop = new ByteArrayOutputStream();

    private JpegSegments(LazyBytes file, boolean isPreview, Findings found) {
        this.file = file;
        this.isPreview = isPreview;
        this.found = found;
    }

    static void walk(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        new JpegSegments(file, false, found).read(0);
    }

    /// The same of a preview, whose size is not the picture's.
    ///
    /// @param start where in the file the preview begins
    static void walkPreview(LazyBytes file, long start, Findings found) throws IOException, ObjectMoved {
        new JpegSegments(file, true, found).read(start);
    }

    private void read(long start) throws IOException, ObjectMoved {
        try {
            walk(start);
        } finally {
            joinProfile();
            extendedXmp.join(found);
            joinPhotoshop();
        }
    }

    private void walk(long start) throws IOException, ObjectMoved {
        long offset = start + 2;
        while (true) {
            while (file.byteAt(offset) != 0xFF) {
                offset++;
            }
            while (file.byteAt(offset) == 0xFF) {
                offset++;
            }
            int marker = file.byteAt(offset++);
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                return;
            }
            if (marker == 0 || marker == 1 || (marker >= 0xD0 && marker <= START_OF_IMAGE)) {
                continue;
            }
            int length = file.uint16(offset);
            if (length < 2) {
                found.error("JPEG segment " + Integer.toHexString(marker) + " says it is " + length + " bytes long");
                continue;
            }
            segment(marker, offset + 2, length - 2);
            offset += length;
        }
    }

    private void segment(int marker, long offset, int length) throws IOException, ObjectMoved {
        if (isFrame(marker) && !isPreview) {
            found.size(file.uint16(offset + 3), file.uint16(offset + 1));
        } else if (marker == COMMENT) {
            found.text("Comment", Texts.decoded(file.read(offset, length)));
        } else if (marker == APP1 || marker == APP2 || marker == APP13) {
            application(marker, file.read(offset, length));
        }
    }

    /// SOF0 to SOF15, of which DHT, JPG and DAC are none.
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private void application(int marker, byte[] segment) {
        String start = new String(segment, 0, Math.min(segment.length, ExtendedXmp.NAME.length()), ISO_8859_1);
        if (marker == APP1 && start.startsWith(EXIF)) {
            found.block(Block.Kind.EXIF, after(EXIF.length() + 1, segment));
        } else if (marker == APP1 && start.startsWith(XMP)) {
            byte[] packet = after(XMP.length(), segment);
            found.block(Block.Kind.XMP, packet);
            extendedXmp.packet(packet);
        } else if (marker == APP1 && start.startsWith(ExtendedXmp.NAME)) {
            extendedXmp.part(segment);
        } else if (marker == APP2 && start.startsWith(ICC) && segment.length > ICC.length() + 2) {
            profileParts.putIfAbsent(segment[ICC.length()] & 0xFF, after(ICC.length() + 2, segment));
        } else if (marker == APP13 && start.startsWith(PHOTOSHOP)) {
            photoshopPart(after(PHOTOSHOP.length(), segment));
        }
    }

    private static byte[] after(int length, byte[] segment) {
        return Arrays.copyOfRange(segment, Math.min(length, segment.length), segment.length);
    }

    /// Resources go on from one segment to the next, wherever it ends. Of too many the first are read.
    private void photoshopPart(byte[] part) {
        int most = Block.Kind.PHOTOSHOP.mostBytes();
        int length = Math.min(part.length, most - photoshop.size());
        photoshop.write(part, 0, length);
        if (length < part.length) {
            found.tagLeftOut("Photoshop's resources have more than " + most + " bytes, the others are not read");
        }
    }

    private void joinPhotoshop() {
        if (photoshop.size() > 0) {
            found.block(Block.Kind.PHOTOSHOP, photoshop.toByteArray());
        }
    }

    /// A profile longer than a segment comes in numbered parts (ICC.1:2022, B.4).
    private void joinProfile() {
        if (!profileParts.isEmpty()) {
            ByteArrayOutputStream profile = new ByteArrayOutputStream();
            profileParts.values().forEach(profile::writeBytes);
            found.block(Block.Kind.ICC, profile.toByteArray());
        }
    }
}
