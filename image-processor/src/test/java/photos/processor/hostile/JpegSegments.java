package photos.processor.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes JPEGs apart at their markers.
final class JpegSegments {
    private static final int SOS = 0xDA;

    private JpegSegments() {}

    /// Where each segment before the first scan's data begins, from the first after the start marker.
    static List<Integer> starts(byte[] jpeg) {
        List<Integer> starts = new ArrayList<>();
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            starts.add(at);
            if ((jpeg[at + 1] & 0xFF) == SOS) {
                break;
            }
            at = end(jpeg, at);
        }
        return starts;
    }

    /// Where a segment ends.
    static int end(byte[] jpeg, int at) {
        return at + 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
    }

    /// Where the first segment of this marker begins.
    static int find(byte[] jpeg, int marker) {
        return starts(jpeg).stream()
                .filter(at -> (jpeg[at + 1] & 0xFF) == marker)
                .findFirst()
                .orElseThrow();
    }

    static byte[] segment(byte[] jpeg, int marker) {
        int at = find(jpeg, marker);
        return Arrays.copyOfRange(jpeg, at, end(jpeg, at));
    }

    /// Without any segment of this marker; what follows a scan's header stays.
    static byte[] without(byte[] jpeg, int marker) {
        Bytes rest = new Bytes().add(jpeg, 0, 2);
        int last = 2;
        for (int at : starts(jpeg)) {
            last = end(jpeg, at);
            if ((jpeg[at + 1] & 0xFF) != marker) {
                rest.add(jpeg, at, last);
            }
        }
        return rest.add(jpeg, last, jpeg.length).array();
    }

    static byte[] doubled(byte[] jpeg, int marker) {
        int at = find(jpeg, marker);
        return new Bytes()
                .add(jpeg, 0, at)
                .add(segment(jpeg, marker))
                .add(jpeg, at, jpeg.length)
                .array();
    }

    /// With a segment more after the start marker.
    static byte[] inserted(byte[] jpeg, int marker, Bytes data) {
        return new Bytes()
                .add(jpeg, 0, 2)
                .u8(0xFF, marker)
                .be16(data.size() + 2)
                .add(data)
                .add(jpeg, 2, jpeg.length)
                .array();
    }

    /// A progressive JPEG with its last scan repeated.
    static byte[] withLastScan(byte[] progressive, int times) {
        int last = progressive.length - 2;
        while (!((progressive[last] & 0xFF) == 0xFF && (progressive[last + 1] & 0xFF) == SOS)) {
            last--;
        }
        Bytes scan = new Bytes().add(progressive, last, progressive.length - 2);
        return new Bytes()
                .add(progressive, 0, last)
                .times(times, scan)
                .u8(0xFF, 0xD9)
                .array();
    }
}
