package photos.ingest.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import photos.storage.ObjectMoved;

/// Where items of a HEIF file lie (ISO/IEC 14496-12, 8.11.3).
final class HeifLocations {
    private static final int MAX_ITEMS = 100_000;
    private static final int MAX_EXTENTS = 1_000;
    private static final int MAX_ITEM = 1024 * 1024;
    private static final int IN_FILE = 0;
    private static final int IN_META = 1;

    private final Map<String, ByteBuffer> meta;
    private final Map<Long, Location> locations;

    private record Location(int method, int reference, int parts, List<Extent> extents) {}

    private record Extent(long offset, long length) {}

    /// @param wanted ids of the items whose places are to be known
    HeifLocations(Map<String, ByteBuffer> meta, Set<Long> wanted) throws IOException {
        this.meta = meta;
        this.locations = wanted.isEmpty() || !meta.containsKey("iloc")
                ? Map.of()
                : locations(HeifItems.box(meta, "iloc"), wanted);
    }

    private static Map<Long, Location> locations(ByteBuffer iloc, Set<Long> wanted) throws IOException {
        int version = HeifItems.version(iloc);
        int sizes = iloc.getShort() & 0xFFFF;
        int indexSize = version == 0 ? 0 : sizes & 0xF;
        boolean hasNumbers = sizes >> 8 != 0 || indexSize != 0; // else an extent has no bytes, and needs no end
        long count = HeifItems.id(version < 2, iloc);
        Map<Long, Location> locations = new HashMap<>();
        for (long i = 0; i < Math.min(count, MAX_ITEMS); i++) {
            long id = HeifItems.id(version < 2, iloc);
            int method = version == 0 ? IN_FILE : iloc.getShort() & 0xF;
            int reference = iloc.getShort() & 0xFFFF;
            long base = number(iloc, sizes >> 4 & 0xF);
            int written = iloc.getShort() & 0xFFFF;
            int parts = hasNumbers ? written : Math.min(written, 1);
            boolean isWanted = wanted.contains(id) && !locations.containsKey(id);
            List<Extent> extents = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                number(iloc, indexSize);
                Extent extent = new Extent(base + number(iloc, sizes >> 12), number(iloc, sizes >> 8 & 0xF));
                if (isWanted && part < MAX_EXTENTS) {
                    extents.add(extent);
                }
            }
            if (isWanted) {
                locations.put(id, new Location(method, reference, parts, extents));
            }
        }
        return locations;
    }

    private static long number(ByteBuffer buffer, int size) throws IOException {
        return switch (size) {
            case 0 -> 0;
            case 4 -> Integer.toUnsignedLong(buffer.getInt());
            case 8 -> buffer.getLong();
            default -> throw new IOException("box iloc has numbers of " + size + " bytes, expected 0, 4 or 8");
        };
    }

    /// All parts of an item, one behind the other.
    byte[] read(long id, LazyBytes file) throws IOException, ObjectMoved {
        Location location = locations.get(id);
        if (location == null) {
            throw new IOException("the file does not say where it lies");
        }
        ByteBuffer data = ByteBuffer.allocate(length(location));
        for (Extent extent : location.extents()) {
            switch (location.method()) {
                case IN_FILE -> data.put(file.read(extent.offset(), (int) extent.length()));
                case IN_META ->
                    data.put(HeifItems.box(meta, "idat").slice(Math.toIntExact(extent.offset()), (int) inMeta(extent)));
                default -> throw new IOException("it lies within another item, which is not looked at");
            }
        }
        return data.array();
    }

    /// The length of a part of the box `idat`, where 0 stands for all that follows.
    private long inMeta(Extent extent) throws IOException {
        return extent.length() > 0
                ? extent.length()
                : HeifItems.box(meta, "idat").remaining() - extent.offset();
    }

    private int length(Location location) throws IOException {
        if (location.method() == IN_FILE && isElsewhere(location.reference())) {
            throw new IOException("it lies in another file");
        }
        if (location.parts() > MAX_EXTENTS) {
            throw new IOException("it has " + location.parts() + " parts, more than " + MAX_EXTENTS + " are not read");
        }
        long length = 0;
        for (Extent extent : location.extents()) {
            length = Math.addExact(length, location.method() == IN_META ? inMeta(extent) : extent.length());
        }
        if (length < 0 || length > MAX_ITEM) {
            throw new IOException("it has " + length + " bytes, more than " + MAX_ITEM + " are not read");
        }
        if (length == 0 && location.method() == IN_FILE) {
            throw new IOException("the file does not say how long it is");
        }
        return (int) length;
    }

    /// Whether a data reference, numbered from 1, is to another file: one whose flags say so is to this one.
    private boolean isElsewhere(int reference) throws IOException {
        if (reference == 0) {
            return false;
        }
        ByteBuffer dinf = meta.get("dinf");
        ByteBuffer dref =
                dinf == null ? null : HeifBoxes.children(dinf.duplicate()).get("dref");
        if (dref == null || dref.remaining() < 8) {
            return true;
        }
        dref.position(8); // version, flags and count
        ByteBuffer entry = HeifBoxes.child(dref);
        for (int i = 1; i < reference; i++) {
            entry = HeifBoxes.child(dref);
        }
        return (entry.getInt() & 1) == 0;
    }
}
