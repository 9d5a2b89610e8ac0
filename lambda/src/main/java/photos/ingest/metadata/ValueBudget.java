package photos.ingest.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import org.jspecify.annotations.Nullable;

/// How much of the values of one EXIF block is read. What is too long is left out and takes no room, so that it
/// costs nothing that comes behind it.
final class ValueBudget {
    private static final int MAX_VALUE = 64 * 1024;
    private static final int MAX_MAKER_NOTE = 1024 * 1024;
    private static final int MAX_TOGETHER = 4 * 1024 * 1024;

    private final Findings found;
    private long taken;

    ValueBudget(Findings found) {
        this.found = found;
    }

    /// Whether a value is to be read, which is to be asked once for each.
    ///
    /// @param length in bytes
    boolean takes(@Nullable Directory directory, int tag, long length) {
        boolean makerNote = tag == ExifDirectoryBase.TAG_MAKERNOTE;
        if (makerNote && length > MAX_MAKER_NOTE) {
            found.tagLeftOut(
                    "the maker's own notes have " + length + " bytes, more than " + MAX_MAKER_NOTE + " are not read");
            return false;
        }
        if (!makerNote && length > MAX_VALUE) {
            if (!PictureStructure.has(directory, tag)) {
                found.tagLeftOut();
            }
            return false;
        }
        if (taken + length > MAX_TOGETHER) {
            found.tagLeftOut("EXIF has values of more than " + MAX_TOGETHER + " bytes together, not all are read");
            return false;
        }
        taken += length;
        return true;
    }
}
