package photos.processor.gate;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.IOException;
import java.util.Optional;
import photos.ledger.Reason;

/// Reads the boxes of a HEIC or AVIF file (ISO/IEC 14496-12, 4.2), counting them: a file of more boxes than any camera
/// writes is not read to its end.
final class HeifBoxes {
    private static final int MAX_BOXES = 20_000;
    private static final int SHORT_HEADER = 8;
    private static final int LONG_HEADER = 16;

    private final FileBytes file;
    private int seen;

    HeifBoxes(FileBytes file) {
        this.file = file;
    }

    /// A box without its header.
    ///
    /// @param to its end as it declares it: within the box around it, but perhaps past the file's end
    record Box(String type, long from, long to) {}

    /// Takes one box after the other.
    interface Visitor {
        /// @return whether to go on
        boolean see(Box box) throws IOException, PastTheEnd, Refusal;
    }

    /// The boxes of the file itself. Bytes at the end that are no box are what some cameras append.
    void top(Visitor visitor) throws IOException, PastTheEnd, Refusal {
        long at = 0;
        while (at + SHORT_HEADER <= file.size()) {
            Optional<Box> box = box(at, file.size());
            if (box.isEmpty() || !visitor.see(box.get()) || box.get().to > file.size()) {
                return;
            }
            at = box.get().to;
        }
    }

    /// The boxes within a box, of which each has to lie within it.
    ///
    /// @param skip bytes of the parent's own before its first child
    void children(Box parent, int skip, Visitor visitor) throws IOException, PastTheEnd, Refusal {
        long at = parent.from + skip;
        while (at + SHORT_HEADER <= parent.to) {
            Box box = box(at, parent.to)
                    .filter(child -> child.to <= parent.to)
                    .orElseThrow(() -> Refusal.corrupt(
                            "a box within \"" + parent.type + "\" is shorter than its header or longer than it"));
            if (!visitor.see(box)) {
                return;
            }
            at = box.to;
        }
    }

    /// The first child of a type.
    Optional<Box> child(Box parent, int skip, String type) throws IOException, PastTheEnd, Refusal {
        Box[] found = new Box[1];
        children(parent, skip, box -> {
            if (box.type.equals(type)) {
                found[0] = box;
            }
            return found[0] == null;
        });
        return Optional.ofNullable(found[0]);
    }

    /// The version of a full box.
    int version(Box box) throws IOException, PastTheEnd {
        return file.u8(box.from);
    }

    /// @return nothing if its length is less than its header's
    private Optional<Box> box(long at, long end) throws IOException, PastTheEnd, Refusal {
        if (++seen > MAX_BOXES) {
            throw new Refusal(
                    Reason.TOO_COSTLY, "the file has more than the " + MAX_BOXES + " boxes that are looked at");
        }
        long length = file.u32(at, BIG_ENDIAN);
        int header = length == 1 ? LONG_HEADER : SHORT_HEADER;
        if (length == 1) {
            length = file.i64(at + SHORT_HEADER, BIG_ENDIAN);
        } else if (length == 0) {
            length = end - at;
        }
        if (length < header) {
            return Optional.empty();
        }
        long to = length > Long.MAX_VALUE - at ? Long.MAX_VALUE : at + length;
        return Optional.of(new Box(file.fourCharacters(at + 4), at + header, to));
    }
}
