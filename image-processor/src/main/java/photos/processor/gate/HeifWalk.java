package photos.processor.gate;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.ledger.Reason;
import photos.processor.gate.HeifBoxes.Box;

/// Walks the boxes of a HEIC or AVIF (ISO/IEC 23008-12): which picture is shown, its size, and how it is coded.
///
/// The container itself says how the picture is cropped, turned and mirrored, and its decoder does so. The canvas is
/// what comes out, and the EXIF orientation must not be applied to it.
final class HeifWalk {
    /// Coded pictures, and those put together from others.
    private static final Set<String> PICTURES = Set.of("hvc1", "hev1", "av01", "grid", "iovl", "iden");

    /// What one box that describes pictures may take: an ICC profile is the largest thing in it.
    private static final long MAX_META = 16 << 20;

    /// Version and flags of a full box.
    private static final int FULL = 4;

    private final FileBytes file;
    private final ImageFormat format;
    private final GateLimits limits;
    private final Cost cost;
    private final HeifBoxes boxes;
    private Optional<Box> meta = Optional.empty();
    private boolean truncated;
    private boolean video;

    HeifWalk(FileBytes file, ImageFormat format, GateLimits limits, Cost cost) {
        this.file = file;
        this.format = format;
        this.limits = limits;
        this.cost = cost;
        this.boxes = new HeifBoxes(file);
    }

    Header header() throws IOException, PastTheEnd, Refusal {
        boxes.top(this::seeTop);
        Box described = meta.orElseThrow(this::undescribed);
        if (described.to() > file.size()) {
            throw Refusal.truncated("the file ends within the box that describes it, after " + file.size() + " bytes");
        }
        if (described.to() - described.from() > MAX_META) {
            throw new Refusal(
                    Reason.TOO_COSTLY,
                    "the box that describes the file has " + (described.to() - described.from()) + " bytes, at most "
                            + MAX_META + " are looked at");
        }
        long primary = primary(described);
        checkType(type(described, primary));
        HeifProperties properties = HeifProperties.of(file, boxes, required(described, FULL, "iprp"), primary);
        // Of a thumbnail, too, as the cost is computed from it.
        limits.checkPixels(properties.coding().largest());
        Dimensions canvas = properties.displayed();
        return new Header(
                format,
                canvas,
                Frame.whole(properties.coded()),
                properties.grey() ? Channels.GREY : Channels.RGB,
                cost.heif(properties.coding(), canvas),
                truncated,
                List.of(new Part.Slice(0, file.size())),
                properties.profile());
    }

    private boolean seeTop(Box box) {
        switch (box.type()) {
            case "meta" -> {
                if (meta.isEmpty()) {
                    meta = Optional.of(box);
                }
            }
            case "mdat" -> truncated |= box.to() > file.size();
            case "moov" -> video = true;
            default -> {}
        }
        return true;
    }

    private Refusal undescribed() {
        if (truncated) {
            return Refusal.truncated("the file ends before it says what is in it, after " + file.size() + " bytes");
        }
        return video
                ? Refusal.unsupported("a video without a still picture")
                : Refusal.corrupt("the file describes no picture: the box \"meta\" is missing");
    }

    private long primary(Box described) throws IOException, PastTheEnd, Refusal {
        Box pitm = required(described, FULL, "pitm");
        return item(pitm.from() + FULL, boxes.version(pitm) > 0);
    }

    private long item(long at, boolean wide) throws IOException, PastTheEnd {
        return wide ? file.u32(at, BIG_ENDIAN) : file.u16(at, BIG_ENDIAN);
    }

    /// What an item is, empty if the file does not say.
    private String type(Box described, long wanted) throws IOException, PastTheEnd, Refusal {
        Box iinf = required(described, FULL, "iinf");
        String[] found = {""};
        boxes.children(iinf, FULL + (boxes.version(iinf) == 0 ? 2 : 4), infe -> {
            int version = boxes.version(infe);
            boolean wide = version > 2;
            long id = infe.from() + FULL;
            if (infe.type().equals("infe") && version >= 2 && item(id, wide) == wanted) {
                found[0] = file.fourCharacters(id + (wide ? 4 : 2) + 2);
            }
            return found[0].isEmpty();
        });
        return found[0];
    }

    private void checkType(String type) throws Refusal {
        if (type.isEmpty()) {
            throw Refusal.corrupt("the file does not say what its picture is");
        }
        if (!PICTURES.contains(type)) {
            throw Refusal.unsupported("the " + format.label() + "'s picture is coded as \""
                    + type.replaceAll("[^ -~]", "?") + "\", which cannot be decoded here");
        }
    }

    private Box required(Box parent, int skip, String type) throws IOException, PastTheEnd, Refusal {
        return boxes.child(parent, skip, type)
                .orElseThrow(() -> Refusal.corrupt("the box \"" + type + "\" is missing"));
    }
}
