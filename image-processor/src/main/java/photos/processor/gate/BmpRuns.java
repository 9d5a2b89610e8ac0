package photos.processor.gate;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import photos.image.Dimensions;

/// The run lengths of a BMP (Windows GDI, "Bitmap Compression"). How many bytes they are, two fields of the
/// header say, where writers put anything; so they are walked, and a decoder gets them with fields that are right
/// and an end that is there.
final class BmpRuns {
    private static final int FILE_SIZE_AT = 2;
    private static final int PIXELS_SIZE_AT = 34;

    private static final int END_OF_ROW = 0;
    private static final int END_OF_PICTURE = 1;
    private static final int SKIP = 2;

    private static final int LONGEST_RUN = 255;

    private final FileBytes file;
    private final Dimensions size;
    private final boolean nibbles;
    private long at;
    private long rowAt;
    private long column;
    private long row;
    private boolean isEnded;

    private BmpRuns(FileBytes file, long at, Dimensions size, boolean nibbles) {
        this.file = file;
        this.at = at;
        this.rowAt = at;
        this.size = size;
        this.nibbles = nibbles;
    }

    /// @param nibbles whether a pixel has four bits, not eight
    static BmpRuns walk(FileBytes file, long pixelsAt, Dimensions size, boolean nibbles) throws IOException, Refusal {
        BmpRuns runs = new BmpRuns(file, pixelsAt, size, nibbles);
        try {
            while (!runs.isEnded && runs.row < size.height()) {
                runs.next();
            }
        } catch (PastTheEnd e) {
            // The last code that is whole is the last one.
        }
        return runs;
    }

    /// Whether the picture's end was reached, in codes or in pixels.
    boolean isComplete() {
        return isEnded || row >= size.height() || (row == size.height() - 1 && column >= size.width());
    }

    private void next() throws IOException, PastTheEnd, Refusal {
        int run = file.u8(at);
        int code = file.u8(at + 1);
        if (run > 0) {
            column += run;
            at += 2;
        } else if (code == END_OF_PICTURE) {
            isEnded = true;
        } else if (code == END_OF_ROW) {
            row++;
            column = 0;
            at += 2;
            rowAt = at;
        } else if (code == SKIP) {
            int rows = file.u8(at + 3);
            column += file.u8(at + 2);
            row += rows;
            at += 4;
        } else {
            int bytes = nibbles ? Math.ceilDiv(code, 2) : code;
            int padded = bytes + bytes % 2;
            file.u8(at + 1 + padded);
            column += code;
            at += 2 + padded;
        }
        if (column > (long) size.width() + LONGEST_RUN) {
            throw Refusal.corrupt("a row of the BMP's run lengths is longer than its " + size.width() + " pixels");
        }
    }

    /// The file up to the last row that is whole, and an end.
    List<Part> parts(long pixelsAt) throws IOException, PastTheEnd {
        long end = isComplete() || column >= size.width() ? at : rowAt;
        byte[] code = {0, END_OF_PICTURE};
        ByteBuffer start =
                ByteBuffer.wrap(file.bytes(0, PIXELS_SIZE_AT + Integer.BYTES)).order(LITTLE_ENDIAN);
        start.putInt(FILE_SIZE_AT, (int) Math.min(Integer.MAX_VALUE, end + code.length));
        start.putInt(PIXELS_SIZE_AT, (int) Math.min(Integer.MAX_VALUE, end + code.length - pixelsAt));
        return List.of(
                new Part.Literal(start),
                new Part.Slice(start.capacity(), end - start.capacity()),
                new Part.Literal(ByteBuffer.wrap(code)));
    }
}
