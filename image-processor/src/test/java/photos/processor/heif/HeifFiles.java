package photos.processor.heif;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// The HEIC and AVIF files among the test resources, and how to change them.
public final class HeifFiles {
    private HeifFiles() {}

    public static byte[] resource(String name) throws IOException {
        try (InputStream bytes = HeifFiles.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(bytes, name).readAllBytes();
        }
    }

    /// Where the contents of the first box of a type begin.
    public static int at(byte[] file, String box) {
        int found = new String(file, ISO_8859_1).indexOf(box);
        if (found < 0) {
            throw new IllegalArgumentException("no box " + box);
        }
        return found + 4;
    }

    /// A copy with another byte at a place within a box.
    public static byte[] with(byte[] file, String box, int offset, int value) {
        byte[] changed = file.clone();
        changed[at(file, box) + offset] = (byte) value;
        return changed;
    }

    /// A copy with other four bytes at a place within a box; -8 is its length.
    public static byte[] with32(byte[] file, String box, int offset, int value) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).putInt(at(file, box) + offset, value);
        return changed;
    }
}
