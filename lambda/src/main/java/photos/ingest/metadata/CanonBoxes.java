package photos.ingest.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import photos.storage.ObjectMoved;

/// The boxes of Canon's raw files of the third kind (CR3), an ISO base media file (ISO/IEC 14496-12) whose box
/// `moov` holds one of Canon's own with EXIF in four TIFF blocks: CMT1 the first directory, CMT2 EXIF's, CMT3 the
/// maker's notes, CMT4 that of GPS. XMP has a box of its own, mostly right behind `moov`, always outside of it.
final class CanonBoxes {
    private static final int MAX_BOXES = 100;
    private static final int MAX_MOOV = 2 * 1024 * 1024;
    private static final int UUID = 16;
    private static final long CANON = 0x85C0B687820F11E0L; // the first half of the UUID
    private static final long XMP = 0xBE7ACFCB97A942E8L; // XMP Specification Part 3, 1.2.7.1
    private static final long XMP_SECOND_HALF = 0x9C71999491E3AFACL;

    private final LazyBytes file;
    private final Findings found;

    private CanonBoxes(LazyBytes file, Findings found) {
        this.file = file;
        this.found = found;
    }

    static void walk(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        new CanonBoxes(file, found).walk();
    }

    /// Until both are found: behind them are pictures only.
    private void walk() throws IOException, ObjectMoved {
        boolean described = false;
        boolean xmp = false;
        long offset = 0;
        for (int i = 0; i < MAX_BOXES && offset + FileBox.MIN_BYTES <= file.size() && !(described && xmp); i++) {
            FileBox box = FileBox.at(file, offset);
            if (box.type().equals("moov") && !described) {
                described = true;
                found.attempt("box moov", () -> moov(box));
            } else if (isXmp(box)) {
                xmp = true;
                found.attempt("XMP", () -> xmp(box));
            }
            offset = box.end();
        }
        if (!described) {
            found.tagLeftOut("the file describes nothing: box moov is missing");
        }
    }

    private boolean isXmp(FileBox box) throws IOException, ObjectMoved {
        if (!box.type().equals("uuid") || box.length() < UUID) {
            return false;
        }
        ByteBuffer uuid = ByteBuffer.wrap(file.read(box.start(), UUID));
        return uuid.getLong() == XMP && uuid.getLong() == XMP_SECOND_HALF;
    }

    private void xmp(FileBox box) throws IOException, ObjectMoved {
        long length = box.length() - UUID;
        if (found.takes(Block.Kind.XMP, length)) {
            found.block(Block.Kind.XMP, file.read(box.start() + UUID, (int) length));
        }
    }

    private void moov(FileBox box) throws IOException, ObjectMoved {
        if (box.length() > MAX_MOOV) {
            throw new IOException("it has " + box.length() + " bytes, more than " + MAX_MOOV + " are not read");
        }
        ByteBuffer moov = ByteBuffer.wrap(file.read(box.start(), (int) box.length()));
        while (moov.remaining() >= 8) {
            String type = HeifBoxes.typeAhead(moov);
            ByteBuffer child = HeifBoxes.child(moov);
            if (type.equals("uuid") && child.remaining() > UUID && child.getLong(0) == CANON) {
                child.position(UUID);
                blocks(HeifBoxes.children(child.slice()));
                return;
            }
        }
        found.error("the file has none of Canon's own boxes");
    }

    /// Notes of makers are long, so they come last: what is first goes first where there is no room for everything.
    private void blocks(Map<String, ByteBuffer> boxes) {
        block("CMT1", Block.Kind.EXIF, boxes);
        block("CMT2", Block.Kind.EXIF_ALONE, boxes);
        block("CMT4", Block.Kind.GPS_ALONE, boxes);
        block("CMT3", Block.Kind.CANON_ALONE, boxes);
    }

    private void block(String type, Block.Kind kind, Map<String, ByteBuffer> boxes) {
        ByteBuffer box = boxes.get(type);
        if (box != null) {
            byte[] bytes = new byte[box.remaining()];
            box.get(bytes);
            found.block(kind, bytes);
        }
    }
}
