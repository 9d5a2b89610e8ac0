package photos.ingest.metadata;

import java.io.IOException;
import java.util.OptionalLong;
import photos.storage.ObjectMoved;

/// The blocks of a GIF file (GIF89a, 15 to 27), all of them if it has no more than 512 KB. Of a larger one those
/// behind may have comments: then tags are left out.
///
/// Only the lengths of sub-blocks lead from one block to the next, so every byte before a block has to be
/// fetched. XMP that is far behind stands at the end nearly always, and one look shows whether it does; so of a
/// large file the end comes right after the first window, and only then the rest of the beginning.
final class GifBlocks {
    private static final int MAX_BYTES = 512 * 1024;
    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int COMMENT = 0xFE;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;

    private final LazyBytes file;
    private final Findings found;
    private boolean xmpSeen;

    private GifBlocks(LazyBytes file, Findings found) {
        this.file = file;
        this.found = found;
    }

    static void walk(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        new GifBlocks(file, found).walk();
    }

    private void walk() throws IOException, ObjectMoved {
        found.size(littleEndian16(6), littleEndian16(8));
        if (walk(file.size() > MAX_BYTES ? LazyBytes.FIRST_CHUNK : MAX_BYTES)) {
            return;
        }
        if (xmpSeen || endsInXmp() || !walk(MAX_BYTES)) {
            found.tagLeftOut();
        }
    }

    /// @return whether the end of the file came before this many bytes
    private boolean walk(long limit) throws IOException, ObjectMoved {
        long offset = (long) HEADER + colours(file.byteAt(10));
        while (offset < Math.min(file.size(), limit)) {
            switch (file.byteAt(offset)) {
                case EXTENSION -> {
                    if (GifTail.isXmp(file, offset)) {
                        offset = xmp(offset);
                    } else {
                        comment(offset);
                        offset = blocksEnd(offset + 2, limit);
                    }
                }
                case IMAGE -> offset = blocksEnd(offset + 11L + colours(file.byteAt(offset + 9)), limit);
                case TRAILER -> {
                    return true;
                }
                default -> {
                    return false; // nothing that belongs here
                }
            }
        }
        return offset >= file.size();
    }

    private boolean endsInXmp() throws IOException, ObjectMoved {
        if (!GifTail.isXmp(file)) {
            return false;
        }
        OptionalLong start = GifTail.xmp(file);
        if (start.isPresent()) {
            xmp(start.getAsLong());
        } else {
            tooLong();
        }
        return true;
    }

    private void comment(long extension) throws IOException, ObjectMoved {
        int length = file.byteAt(extension + 2);
        if (file.byteAt(extension + 1) == COMMENT && length > 0) {
            found.text("Comment", Texts.decoded(file.read(extension + 3, length)));
        }
    }

    /// @return where the next block begins
    private long xmp(long extension) throws IOException, ObjectMoved {
        xmpSeen = true;
        long start = extension + GifTail.XMP.length;
        long limit = start + Block.Kind.XMP.mostBytes() + GifTail.MAGIC_TRAILER + 1;
        long end = blocksEnd(start, limit);
        long length = end - start - GifTail.MAGIC_TRAILER;
        if (length > Block.Kind.XMP.mostBytes()) {
            tooLong();
        } else if (length > 0) {
            found.block(Block.Kind.XMP, file.read(start, (int) length));
        }
        return end;
    }

    private void tooLong() {
        found.tagLeftOut("XMP has more than " + Block.Kind.XMP.mostBytes() + " bytes, which are not read");
    }

    /// Behind a list of sub-blocks, each with its length before it, the last one empty; or the limit.
    private long blocksEnd(long offset, long limit) throws IOException, ObjectMoved {
        long at = offset;
        while (at < limit) {
            int length = file.byteAt(at);
            at += 1 + length;
            if (length == 0) {
                return at;
            }
        }
        return limit;
    }

    /// The length of the colour table that a packed field tells of.
    private static int colours(int packed) {
        return (packed & 0x80) == 0 ? 0 : 3 << ((packed & 7) + 1);
    }

    private int littleEndian16(long offset) throws IOException, ObjectMoved {
        return file.byteAt(offset) | file.byteAt(offset + 1) << 8;
    }
}
