package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import photos.storage.ObjectMoved;

/// A box that is in no other, of an ISO base media file (ISO/IEC 14496-12, 4.2).
///
/// @param start where its contents begin
/// @param end where the next box begins
record FileBox(String type, long start, long end) {
    static final int MIN_BYTES = 8;

    /// A size of 1 stands for one of 64 bits behind the type, 0 for all that is left of the file.
    static FileBox at(LazyBytes file, long offset) throws IOException, ObjectMoved {
        long size = file.uint32(offset);
        String type = new String(file.read(offset + 4, 4), ISO_8859_1);
        int header = size == 1 ? 16 : MIN_BYTES;
        if (size == 1) {
            size = ByteBuffer.wrap(file.read(offset + 8, 8)).getLong();
        } else if (size == 0) {
            size = file.size() - offset;
        }
        if (size < header) {
            throw new IOException("box " + type + " says it is " + size + " bytes long");
        }
        return new FileBox(type, offset + header, offset + size);
    }

    long length() {
        return end - start;
    }
}
