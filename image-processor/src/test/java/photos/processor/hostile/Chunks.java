package photos.processor.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes a sound file of any format apart where its pieces meet.
final class Chunks {
    private static final int TIFF_ENTRY = 12;

    private Chunks() {}

    /// The pieces in order, the whole file together; one piece where the format has none.
    static List<byte[]> of(byte[] file) {
        List<Integer> cuts = cuts(file);
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            if (cut > from && cut < file.length) {
                pieces.add(Arrays.copyOfRange(file, from, cut));
                from = cut;
            }
        }
        pieces.add(Arrays.copyOfRange(file, from, file.length));
        return pieces;
    }

    private static List<Integer> cuts(byte[] file) {
        String magic = new String(file, 0, Math.min(12, file.length), ISO_8859_1);
        if (magic.startsWith("\u00ff\u00d8")) {
            List<Integer> cuts = new ArrayList<>(JpegSegments.starts(file));
            cuts.add(JpegSegments.end(file, cuts.getLast()));
            return cuts;
        }
        if (magic.startsWith("\u0089PNG")) {
            return lengths(file, 8, 0, 12, ByteOrder.BIG_ENDIAN);
        }
        if (magic.startsWith("RIFF")) {
            return lengths(file, 12, 4, 8, ByteOrder.LITTLE_ENDIAN);
        }
        if (magic.startsWith("II*") || magic.startsWith("MM")) {
            return directory(file, magic.startsWith("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        }
        return List.of(6, 14, file.length / 2);
    }

    private static List<Integer> lengths(byte[] file, int first, int lengthAt, int framing, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
        List<Integer> cuts = new ArrayList<>();
        int at = first;
        while (at >= first && at + framing <= file.length) {
            cuts.add(at);
            int length = bytes.getInt(at + lengthAt);
            at += framing + length + (framing == 8 ? length & 1 : 0);
        }
        return cuts;
    }

    private static List<Integer> directory(byte[] file, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
        int at = bytes.getInt(4) + 2;
        List<Integer> cuts = new ArrayList<>();
        for (int left = bytes.getShort(at - 2); left >= 0; left--) {
            cuts.add(at);
            at += TIFF_ENTRY;
        }
        return cuts;
    }
}
