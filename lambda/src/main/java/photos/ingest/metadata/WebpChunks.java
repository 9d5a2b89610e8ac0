package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import photos.storage.ObjectMoved;

/// The chunks of a WebP file (RFC 9649).
final class WebpChunks {
    private static final int RIFF_HEADER = 12;
    private static final int MAX_CHUNK = 4 * 1024 * 1024;

    private WebpChunks() {}

    static void walk(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        long end = Math.min(file.size(), file.uint32LittleEndian(4) + 8);
        boolean extended = false;
        long offset = RIFF_HEADER;
        while (offset + 8 <= end) {
            String type = new String(file.read(offset, 4), ISO_8859_1);
            long length = file.uint32LittleEndian(offset + 4);
            chunk(type, file, offset + 8, length, found);
            extended |= type.equals("VP8X");
            if (!extended) {
                return; // The simple form has one chunk, the picture.
            }
            offset += 8 + length + length % 2;
        }
    }

    private static void chunk(String type, LazyBytes file, long offset, long length, Findings found)
            throws IOException, ObjectMoved {
        switch (type) {
            case "VP8X" -> found.size(1 + uint24(file, offset + 4), 1 + uint24(file, offset + 7));
            case "VP8 " -> found.size(uint24(file, offset + 6) & 0x3FFF, uint24(file, offset + 8) & 0x3FFF);
            case "VP8L" -> {
                long bits = file.uint32LittleEndian(offset + 1);
                found.size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
            }
            case "EXIF", "XMP ", "ICCP" -> {
                if (length > MAX_CHUNK) {
                    found.leftOut(
                            !type.equals("ICCP"),
                            "WebP chunk " + type.strip() + " has " + length + " bytes, more than " + MAX_CHUNK
                                    + " are not read");
                } else {
                    metadata(type, file.read(offset, (int) length), found);
                }
            }
            default -> {}
        }
    }

    private static void metadata(String type, byte[] data, Findings found) {
        switch (type) {
            case "EXIF" -> found.block(Block.Kind.EXIF, data);
            case "XMP " -> found.block(Block.Kind.XMP, data);
            default -> found.block(Block.Kind.ICC, data);
        }
    }

    private static long uint24(LazyBytes file, long offset) throws IOException, ObjectMoved {
        return file.byteAt(offset) | file.byteAt(offset + 1) << 8 | (long) file.byteAt(offset + 2) << 16;
    }
}
