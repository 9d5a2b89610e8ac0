package photos.processor.gate;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;

/// Puts a colour profile together from the numbered pieces in which a JPEG carries it (ICC.1:2010, B.4). A piece that
/// is missing, doubled or out of range makes it no profile.
final class IccChunks {
    static final int MAX_BYTES = 4 << 20;
    static final String SIGNATURE = "ICC_PROFILE\0";

    private final TreeMap<Integer, byte[]> pieces = new TreeMap<>();
    private int declared;
    private int bytes;
    private boolean broken;

    void add(int number, int count, byte[] piece) {
        bytes += piece.length;
        broken |= number < 1 || number > count || (declared != 0 && declared != count) || bytes > MAX_BYTES;
        declared = count;
        if (!broken) {
            broken = pieces.put(number, piece) != null;
        }
    }

    Optional<ByteBuffer> profile() {
        if (broken || pieces.isEmpty() || pieces.size() != declared) {
            return Optional.empty();
        }
        ByteBuffer whole = ByteBuffer.allocate(bytes);
        pieces.values().forEach(whole::put);
        return Optional.of(whole.flip().asReadOnlyBuffer());
    }
}
