package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a HEIF file says of its primary picture: its size, after cropping and turning, and its colour profile.
final class HeifProperties {
    private static final Set<String> PROFILES = Set.of("prof", "rICC");

    private final List<Property> properties;
    private long width;
    private long height;

    private record Property(String type, ByteBuffer data) {}

    HeifProperties(Map<String, ByteBuffer> meta, long item) throws IOException {
        ByteBuffer iprp = meta.get("iprp");
        if (iprp == null) {
            throw new IOException("box iprp is missing");
        }
        Map<String, ByteBuffer> boxes = HeifBoxes.children(iprp.duplicate());
        ByteBuffer ipco = boxes.get("ipco");
        ByteBuffer ipma = boxes.get("ipma");
        if (ipco == null || ipma == null) {
            throw new IOException("box ipco or ipma is missing");
        }
        this.properties = associated(all(ipco), ipma, item);
    }

    private static List<Property> all(ByteBuffer ipco) throws IOException {
        List<Property> all = new ArrayList<>();
        while (ipco.remaining() >= 8) {
            String type = HeifBoxes.typeAhead(ipco);
            all.add(new Property(type, HeifBoxes.child(ipco)));
        }
        return all;
    }

    /// In the order in which the file wants them applied (23008-12, 9.3), each once.
    private static List<Property> associated(List<Property> all, ByteBuffer ipma, long item) {
        int versionAndFlags = ipma.getInt();
        boolean wide = (versionAndFlags & 1) == 1;
        long count = Integer.toUnsignedLong(ipma.getInt());
        Set<Integer> associated = new LinkedHashSet<>();
        for (long i = 0; i < count && ipma.hasRemaining(); i++) {
            long id = versionAndFlags >>> 24 == 0 ? ipma.getShort() & 0xFFFF : Integer.toUnsignedLong(ipma.getInt());
            int associations = ipma.get() & 0xFF;
            for (int j = 0; j < associations; j++) {
                int index = wide ? ipma.getShort() & 0x7FFF : ipma.get() & 0x7F;
                if (id == item && index >= 1 && index <= all.size()) {
                    associated.add(index - 1);
                }
            }
        }
        return associated.stream().map(all::get).toList();
    }

    void report(Findings found) {
        for (Property property : properties) {
            apply(property.type(), property.data().duplicate(), found);
        }
        found.size(width, height);
    }

    private void apply(String type, ByteBuffer data, Findings found) {
        switch (type) {
            case "ispe" -> {
                width = Integer.toUnsignedLong(data.getInt(4));
                height = Integer.toUnsignedLong(data.getInt(8));
            }
            case "clap" -> {
                width = cropped(width, data.getInt(0), data.getInt(4));
                height = cropped(height, data.getInt(8), data.getInt(12));
            }
            case "irot" -> {
                if (data.get(0) % 2 != 0) {
                    long turned = width;
                    width = height;
                    height = turned;
                }
            }
            case "colr" -> profile(data, found);
            default -> {}
        }
    }

    /// The clean aperture's side is a fraction.
    private static long cropped(long side, int numerator, int denominator) {
        long cropped = denominator == 0 ? 0 : Math.round((double) numerator / denominator);
        return cropped >= 1 && cropped <= side ? cropped : side;
    }

    private static void profile(ByteBuffer data, Findings found) {
        byte[] type = new byte[4];
        data.get(type);
        if (PROFILES.contains(new String(type, ISO_8859_1))) {
            byte[] profile = new byte[data.remaining()];
            data.get(profile);
            found.block(Block.Kind.ICC, profile);
        }
    }
}
