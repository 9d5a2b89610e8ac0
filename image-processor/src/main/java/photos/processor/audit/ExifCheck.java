package photos.processor.audit;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Names what is in an EXIF block: it has been found already, and this tells how bad it is. Two directories and the
/// one of the thumbnail are looked at, once each, so that nothing can lead it in a circle.
final class ExifCheck {
    private static final int MAX_ENTRIES = 1000;
    private static final int ENTRY_BYTES = 12;

    private final ByteBuffer block;
    private final Findings findings;

    private ExifCheck(ByteBuffer block, Findings findings) {
        this.block = block;
        this.findings = findings;
    }

    /// @param block from its TIFF header on
    static void of(byte[] block, Findings findings) {
        findings.add("EXIF");
        try {
            ByteBuffer buffer = ByteBuffer.wrap(block);
            buffer.order(block.length > 0 && block[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            new ExifCheck(buffer, findings).run();
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException _) {
            findings.add("EXIF that is damaged");
        }
    }

    private void run() {
        Directory first = directory(block.getInt(4));
        if (first.exif() != 0) {
            var _ = directory(first.exif());
        }
        if (first.next() != 0) {
            findings.add("EXIF thumbnail");
        }
    }

    /// @param exif where the EXIF directory is, or 0
    /// @param next where the next directory is, or 0
    private record Directory(int exif, int next) {}

    private Directory directory(int offset) {
        int entries = Math.min(MAX_ENTRIES, block.getShort(offset) & 0xFFFF);
        int exif = 0;
        for (int i = 0; i < entries; i++) {
            int entry = offset + 2 + i * ENTRY_BYTES;
            int tag = block.getShort(entry) & 0xFFFF;
            name(tag);
            exif = tag == 0x8769 ? block.getInt(entry + 8) : exif;
        }
        int end = offset + 2 + entries * ENTRY_BYTES;
        return new Directory(exif, end + 4 <= block.limit() ? block.getInt(end) : 0);
    }

    private void name(int tag) {
        switch (tag) {
            case 0x8825 -> findings.add("EXIF GPS position");
            case 0x927C -> findings.add("EXIF maker note");
            case 0xA430, 0x013B, 0x8298 -> findings.add("EXIF owner's name");
            case 0xA431, 0xA435, 0xC62F -> findings.add("EXIF serial number");
            case 0x02BC -> findings.add("XMP");
            case 0x83BB -> findings.add("IPTC");
            default -> {}
        }
    }
}
