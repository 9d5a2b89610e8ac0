package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import photos.storage.ObjectMoved;

/// The boxes of Canon's raw files of the third kind (CR3), an ISO base media file (ISO/IEC 14496-12) whose box `moov`
/// holds one of Canon's own with EXIF in three TIFF blocks: CMT1 the first directory, CMT2 EXIF's, CMT4 that of GPS.
final class CanonBoxes {
    private static final int MAX_BOXES = 100;
    private static final int MAX_MOOV = 2 * 1024 * 1024;
    private static final int UUID = 16;
    private static final long CANON = 0x85C0B687820F11E0L; // the first half of the UUID

    private CanonBoxes() {}

    static void walk(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        long offset = 0;
        for (int i = 0; i < MAX_BOXES && offset + 8 <= file.size(); i++) {
            long size = file.uint32(offset);
            if (size < 8) {
                break; // The pictures' data, or nothing sound.
            }
            if (new String(file.read(offset + 4, 4), ISO_8859_1).equals("moov")) {
                moov(offset + 8, size - 8, file, found);
                return;
            }
            offset += size;
        }
        found.error("the file describes nothing: box moov is missing");
    }

    private static void moov(long offset, long length, LazyBytes file, Findings found) throws IOException, ObjectMoved {
        if (length > MAX_MOOV) {
            throw new IOException("box moov has " + length + " bytes, more than " + MAX_MOOV + " are not read");
        }
        ByteBuffer moov = ByteBuffer.wrap(file.read(offset, (int) length));
        while (moov.remaining() >= 8) {
            String type = HeifBoxes.typeAhead(moov);
            ByteBuffer box = HeifBoxes.child(moov);
            if (type.equals("uuid") && box.remaining() > UUID && box.getLong(0) == CANON) {
                box.position(UUID);
                blocks(HeifBoxes.children(box.slice()), found);
                return;
            }
        }
        found.error("the file has none of Canon's own boxes");
    }

    private static void blocks(Map<String, ByteBuffer> boxes, Findings found) {
        block("CMT1", Block.Kind.EXIF, boxes, found);
        block("CMT2", Block.Kind.EXIF_ALONE, boxes, found);
        block("CMT4", Block.Kind.GPS_ALONE, boxes, found);
    }

    private static void block(String type, Block.Kind kind, Map<String, ByteBuffer> boxes, Findings found) {
        ByteBuffer box = boxes.get(type);
        if (box != null) {
            byte[] bytes = new byte[box.remaining()];
            box.get(bytes);
            found.block(kind, bytes);
        }
    }
}
