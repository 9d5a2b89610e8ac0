package photos.ingest.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which pictures of a HEIF file its metadata describes: references of the type `cdsc` lead from it to them
/// (ISO/IEC 14496-12, 8.11.12; 23008-12, 6.6).
///
/// @param ofPrimary ids of what describes the picture that is shown
/// @param ofOthers ids of what describes another, or more than one
record HeifReferences(Set<Long> ofPrimary, Set<Long> ofOthers) {
    static final HeifReferences NONE = new HeifReferences(Set.of(), Set.of());

    static HeifReferences of(Map<String, ByteBuffer> meta, long primary) throws IOException {
        if (!meta.containsKey("iref")) {
            return NONE;
        }
        ByteBuffer iref = HeifItems.box(meta, "iref");
        boolean isShort = HeifItems.version(iref) == 0;
        HeifReferences references = new HeifReferences(new HashSet<>(), new HashSet<>());
        while (iref.remaining() >= 8) {
            String type = HeifBoxes.typeAhead(iref);
            ByteBuffer reference = HeifBoxes.child(iref);
            if (type.equals("cdsc")) {
                references.add(reference, isShort, primary);
            }
        }
        return references;
    }

    private void add(ByteBuffer reference, boolean isShort, long primary) {
        long from = HeifItems.id(isShort, reference);
        int count = reference.getShort() & 0xFFFF;
        for (int i = 0; i < count; i++) {
            Set<Long> describing = HeifItems.id(isShort, reference) == primary ? ofPrimary : ofOthers;
            describing.add(from);
        }
    }

    /// The items that describe the picture that is shown. Those that say so come first, then those that say
    /// nothing, which describe the file. What describes another picture alone does not describe this: a thumbnail,
    /// a depth map, another photo, a tile of this one.
    List<HeifItems.Item> ofPrimary(List<HeifItems.Item> items) {
        return Stream.concat(
                        items.stream().filter(item -> ofPrimary.contains(item.id())),
                        items.stream().filter(item -> !ofPrimary.contains(item.id()) && !ofOthers.contains(item.id())))
                .toList();
    }
}
