package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.OptionalLong;
import photos.storage.ObjectMoved;

/// The last 256 KB of a PNG file. A large picture mostly comes in thousands of chunks of 8 KB, and each would have
/// to be looked at to come to its end from the front.
final class PngTail {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int AROUND = 12; // a chunk's length, type and checksum

    private final ByteBuffer bytes;

    /// Where chunks begin behind each of which there are none but whole ones up to the last.
    private final BitSet chunks = new BitSet();

    private PngTail(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /// Where the first chunk behind the picture begins, if its last one begins in here.
    static OptionalLong endOfPicture(LazyBytes file) throws IOException, ObjectMoved {
        int length = (int) Math.min(MAX_BYTES, file.size());
        long start = file.size() - length;
        PngTail tail = new PngTail(file.read(start, length));
        int end = tail.endOfPicture();
        return end < 0 ? OptionalLong.empty() : OptionalLong.of(start + end);
    }

    /// From the first of the picture's chunks on: what a later chunk contains may look like one.
    private int endOfPicture() {
        int first = -1;
        for (int at = bytes.limit() - AROUND; at >= 0; at--) {
            if (leadsToTheEnd(at)) {
                chunks.set(at);
                first = isOfThePicture(at) ? at : first;
            }
        }
        int end = first;
        while (end >= 0 && isOfThePicture(end)) {
            end = next(end);
        }
        return end;
    }

    private boolean leadsToTheEnd(int at) {
        return switch (type(at)) {
            case "IEND" -> bytes.getInt(at) == 0;
            case "" -> false;
            default -> chunks.get(next(at));
        };
    }

    private boolean isOfThePicture(int at) {
        return PngChunks.OF_THE_PICTURE.contains(type(at));
    }

    /// The end of the file if it lies behind that.
    private int next(int at) {
        return (int) Math.min(bytes.limit(), at + AROUND + Integer.toUnsignedLong(bytes.getInt(at)));
    }

    /// Empty where there is none: types are four letters.
    private String type(int at) {
        byte[] type = new byte[4];
        bytes.get(at + 4, type);
        for (byte letter : type) {
            if ((letter | 0x20) < 'a' || (letter | 0x20) > 'z') {
                return "";
            }
        }
        return new String(type, ISO_8859_1);
    }
}
