package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What of a JPEG's XMP does not fit into one segment, in parts in others. The packet names them by a digest (XMP
/// Specification Part 3, 1.1.3.1); parts it does not name are left.
final class ExtendedXmp {
    static final String NAME = "http://ns.adobe.com/xmp/extension/\0";

    private static final Pattern NAMED = Pattern.compile("HasExtendedXMP\\s*(?:=\\s*[\"']|>)\\s*([0-9A-Fa-f]{32})");
    private static final int DIGEST = 32;
    private static final int HEADER = NAME.length() + DIGEST + 8;

    private final List<Part> parts = new ArrayList<>();
    private Optional<String> digest = Optional.empty();

    /// @param length of all parts together
    private record Part(String digest, long length, long offset, ByteBuffer data) {}

    void packet(byte[] packet) {
        Matcher named = NAMED.matcher(new String(packet, ISO_8859_1));
        if (digest.isEmpty() && named.find()) {
            digest = Optional.of(named.group(1));
        }
    }

    void part(byte[] segment) {
        if (segment.length >= HEADER) {
            ByteBuffer part = ByteBuffer.wrap(segment);
            parts.add(new Part(
                    new String(segment, NAME.length(), DIGEST, ISO_8859_1),
                    Integer.toUnsignedLong(part.getInt(HEADER - 8)),
                    Integer.toUnsignedLong(part.getInt(HEADER - 4)),
                    part.slice(HEADER, segment.length - HEADER)));
        }
    }

    void join(Findings found) {
        if (digest.isEmpty()) {
            return;
        }
        List<Part> named = parts.stream()
                .filter(part -> part.digest().equalsIgnoreCase(digest.get()))
                .sorted(Comparator.comparingLong(Part::offset))
                .toList();
        long length = named.stream().mapToLong(Part::length).findFirst().orElse(0);
        if (!found.takes(Block.Kind.XMP, length)) {
            return;
        }
        ByteBuffer joined = ByteBuffer.allocate((int) length);
        for (Part part : named) {
            if (part.offset() == joined.position() && part.data().remaining() <= joined.remaining()) {
                joined.put(part.data());
            }
        }
        if (length == 0 || joined.hasRemaining()) {
            found.tagLeftOut("of XMP that is continued in other segments, some are missing");
        } else {
            found.block(Block.Kind.XMP, joined.array());
        }
    }
}
