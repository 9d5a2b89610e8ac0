package photos.processor.gate;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import photos.image.Dimensions;
import photos.processor.gate.HeifBoxes.Box;

/// The properties of a HEIF file's primary picture (ISO/IEC 23008-12, 6.5 and 9.3), and what all its pictures are coded
/// as.
final class HeifProperties {
    private static final Set<String> PROFILES = Set.of("prof", "rICC");
    private static final String CODE_POINTS = "nclx";

    /// Of one picture: its size, coding, colours, and how it is cropped and turned, are a dozen.
    private static final int MAX_OWN = 64;

    /// Version and flags of a full box.
    private static final int FULL = 4;

    private final FileBytes file;
    private final List<Box> own;
    private final HeifCoding coding;
    private final Dimensions coded;

    private HeifProperties(FileBytes file, List<Box> own, HeifCoding coding, Dimensions coded) {
        this.file = file;
        this.own = own;
        this.coding = coding;
        this.coded = coded;
    }

    /// @param iprp the box of all properties
    static HeifProperties of(FileBytes file, HeifBoxes boxes, Box iprp, long item)
            throws IOException, PastTheEnd, Refusal {
        List<Box> all = new ArrayList<>();
        List<Box> associations = new ArrayList<>();
        boxes.children(iprp, 0, box -> {
            switch (box.type()) {
                case "ipco" -> boxes.children(box, 0, all::add);
                case "ipma" -> associations.add(box);
                default -> {}
            }
            return true;
        });
        List<Box> own = new ArrayList<>();
        for (Box ipma : associations) {
            addAssociated(file, ipma, item, all, own);
        }
        Dimensions coded = size(file, own);
        return new HeifProperties(file, own, HeifCoding.of(file, all, coded), coded);
    }

    /// In the order in which the file wants them applied.
    private static void addAssociated(FileBytes file, Box ipma, long wanted, List<Box> all, List<Box> own)
            throws IOException, PastTheEnd, Refusal {
        boolean wideItems = file.u8(ipma.from()) > 0;
        boolean wideIndexes = (file.u8(ipma.from() + 3) & 1) != 0;
        long count = file.u32(ipma.from() + FULL, BIG_ENDIAN);
        long at = ipma.from() + FULL + 4;
        for (long i = 0; i < count; i++) {
            if (at + 3 > ipma.to()) {
                throw Refusal.corrupt("the box \"ipma\" ends before the last of its " + count + " items");
            }
            long item = wideItems ? file.u32(at, BIG_ENDIAN) : file.u16(at, BIG_ENDIAN);
            at += wideItems ? 4 : 2;
            int properties = file.u8(at++);
            for (int j = 0; j < properties; j++) {
                int index = wideIndexes ? file.u16(at, BIG_ENDIAN) & 0x7FFF : file.u8(at) & 0x7F;
                at += wideIndexes ? 2 : 1;
                if (item == wanted && index >= 1 && index <= all.size()) {
                    if (own.size() == MAX_OWN) {
                        throw Refusal.corrupt("the file's picture has more than " + MAX_OWN + " properties");
                    }
                    own.add(all.get(index - 1));
                }
            }
        }
    }

    private static Dimensions size(FileBytes file, List<Box> own) throws IOException, PastTheEnd, Refusal {
        for (Box box : own) {
            if (box.type().equals("ispe")) {
                return extent(file, box);
            }
        }
        throw Refusal.corrupt("the file does not state its picture's size");
    }

    /// The size in a box `ispe`.
    static Dimensions extent(FileBytes file, Box ispe) throws IOException, PastTheEnd, Refusal {
        long width = file.u32(ispe.from() + FULL, BIG_ENDIAN);
        long height = file.u32(ispe.from() + FULL + 4, BIG_ENDIAN);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw Refusal.corrupt("the file declares a picture of " + width + "x" + height + " pixels");
        }
        return new Dimensions((int) width, (int) height);
    }

    /// Before it is cropped and turned.
    Dimensions coded() {
        return coded;
    }

    HeifCoding coding() {
        return coding;
    }

    /// After it was cropped and turned.
    Dimensions displayed() throws IOException, PastTheEnd {
        Dimensions size = coded;
        for (Box box : own) {
            size = switch (box.type()) {
                case "clap" ->
                    new Dimensions(cropped(size.width(), box.from()), cropped(size.height(), box.from() + 8));
                case "irot" -> file.u8(box.from()) % 2 == 0 ? size : size.turned();
                default -> size;
            };
        }
        return size;
    }

    /// The clean aperture's side is a fraction, rounded to the nearest pixel.
    private int cropped(int side, long at) throws IOException, PastTheEnd {
        long numerator = file.u32(at, BIG_ENDIAN);
        long denominator = file.u32(at + 4, BIG_ENDIAN);
        long cropped = denominator == 0 ? 0 : (numerator + denominator / 2) / denominator;
        return cropped >= 1 && cropped <= side ? (int) cropped : side;
    }

    /// Whether the picture has a single channel.
    boolean grey() throws IOException, PastTheEnd {
        for (Box box : own) {
            if (box.type().equals("pixi")) {
                return file.u8(box.from() + FULL) == 1;
            }
        }
        return false;
    }

    /// The one that is embedded, else what the file's code points say, else nothing: the colours are sRGB's.
    Optional<ByteBuffer> profile() throws IOException, PastTheEnd {
        Optional<ByteBuffer> said = Optional.empty();
        for (Box box : own) {
            long length = box.to() - box.from() - 4;
            if (!box.type().equals("colr") || length < 1) {
                continue;
            }
            String type = file.fourCharacters(box.from());
            if (PROFILES.contains(type) && length <= IccChunks.MAX_BYTES) {
                return Optional.of(ByteBuffer.wrap(file.bytes(box.from() + 4, (int) length)));
            }
            if (type.equals(CODE_POINTS) && length >= 4) {
                said = new CodePoints(file.u16(box.from() + 4, BIG_ENDIAN), file.u16(box.from() + 6, BIG_ENDIAN))
                        .profile();
            }
        }
        return said;
    }
}
