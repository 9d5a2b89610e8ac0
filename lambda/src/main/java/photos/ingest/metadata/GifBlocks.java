package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import photos.storage.ObjectMoved;

/// The blocks of a GIF file (GIF89a, 15 to 27), up to its XMP or, if that does not come early, the first 512 KB of it.
final class GifBlocks {
    private static final int MAX_BYTES = 512 * 1024;
    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int APPLICATION = 0xFF;
    private static final int COMMENT = 0xFE;
    private static final int IMAGE = 0x2C;
    private static final int APPLICATION_NAME = 11;
    private static final String XMP = "XMP DataXMP";

    /// Behind a packet: it is no list of sub-blocks, so it ends in bytes that lead any reader of such to their end
    /// (XMP Specification Part 3, 1.1.2).
    private static final int MAGIC_TRAILER = 258;

    private final LazyBytes file;
    private final Findings found;

    private GifBlocks(LazyBytes file, Findings found) {
        this.file = file;
        this.found = found;
    }

    static void walk(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        new GifBlocks(file, found).walk();
    }

    private void walk() throws IOException, ObjectMoved {
        found.size(littleEndian16(6), littleEndian16(8));
        long offset = (long) HEADER + colours(file.byteAt(10));
        while (offset < Math.min(file.size(), MAX_BYTES)) {
            switch (file.byteAt(offset)) {
                case EXTENSION -> offset = extension(offset);
                case IMAGE -> offset = blocksEnd(offset + 11L + colours(file.byteAt(offset + 9)));
                default -> {
                    return; // the trailer, or nothing that belongs here
                }
            }
        }
    }

    /// @return where the next block begins
    private long extension(long offset) throws IOException, ObjectMoved {
        int label = file.byteAt(offset + 1);
        long data = offset + 2;
        long end = blocksEnd(data);
        if (label == APPLICATION
                && file.byteAt(data) == APPLICATION_NAME
                && name(data + 1).equals(XMP)) {
            xmp(data + 1 + APPLICATION_NAME, end);
            return file.size();
        }
        if (label == COMMENT && file.byteAt(data) > 0) {
            found.text("Comment", Texts.decoded(file.read(data + 1, file.byteAt(data))));
        }
        return end;
    }

    private String name(long offset) throws IOException, ObjectMoved {
        return new String(file.read(offset, APPLICATION_NAME), ISO_8859_1);
    }

    private void xmp(long start, long end) throws IOException, ObjectMoved {
        long length = end - start - MAGIC_TRAILER;
        if (length > Block.Kind.XMP.mostBytes()) {
            found.error("XMP has " + length + " bytes, more than " + Block.Kind.XMP.mostBytes() + " are not read");
        } else if (length > 0) {
            found.block(Block.Kind.XMP, file.read(start, (int) length));
        }
    }

    /// Behind a list of sub-blocks, each with its length before it, the last one empty.
    private long blocksEnd(long offset) throws IOException, ObjectMoved {
        long at = offset;
        while (at < MAX_BYTES) {
            int length = file.byteAt(at);
            at += 1 + length;
            if (length == 0) {
                return at;
            }
        }
        return MAX_BYTES;
    }

    /// The length of the colour table that a packed field tells of.
    private static int colours(int packed) {
        return (packed & 0x80) == 0 ? 0 : 3 << ((packed & 7) + 1);
    }

    private int littleEndian16(long offset) throws IOException, ObjectMoved {
        return file.byteAt(offset) | file.byteAt(offset + 1) << 8;
    }
}
