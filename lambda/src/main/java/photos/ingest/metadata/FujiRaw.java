package photos.ingest.metadata;

import java.io.IOException;
import photos.storage.ObjectMoved;

/// Fujifilm's raw files (RAF): a header that names the places of a JPEG preview, in which EXIF is, and of a list of
/// tags, in which the picture's size is.
final class FujiRaw {
    private static final int PREVIEW_OFFSET = 84;
    private static final int TAGS_OFFSET = 92;
    private static final int MAX_TAGS = 256;

    /// Height, then width, of the picture without the sensor's border.
    private static final int CROPPED_SIZE = 0x111;

    private FujiRaw() {}

    static void walk(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        found.attempt(false, "the raw picture's size", () -> size(file, found));
        JpegSegments.walkPreview(file, file.uint32(PREVIEW_OFFSET), found);
    }

    private static void size(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        long offset = file.uint32(TAGS_OFFSET);
        long count = Math.min(file.uint32(offset), MAX_TAGS);
        long at = offset + 4;
        for (int i = 0; i < count; i++) {
            int length = file.uint16(at + 2);
            if (file.uint16(at) == CROPPED_SIZE && length == 4) {
                found.size(file.uint16(at + 6), file.uint16(at + 4));
                return;
            }
            at += 4 + length;
        }
        found.error("the raw file does not say how large its picture is");
    }
}
