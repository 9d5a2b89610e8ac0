package photos.processor.hostile;

import java.io.ByteArrayOutputStream;

/// A lossless WebP (RFC 9649, 3.6 to 3.8) with as many groups of Huffman codes as the format allows:
/// 65,536. Each takes 20 bits of file, and five tables of memory in a decoder that keeps a table for each.
final class CodeGroups {
    private static final int PREFIX_BITS = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int count;

    private CodeGroups() {}

    /// @param width a multiple of 4, with a sixteenth of the pixels at least 65,536
    static byte[] picture(int width, int height) {
        CodeGroups stream = new CodeGroups();
        stream.bits(0x2F, 8);
        stream.bits(width - 1, 14);
        stream.bits(height - 1, 14);
        stream.bits(0, 1 + 3);
        stream.bits(0, 1); // no transform
        stream.bits(0, 1); // no colour cache
        stream.bits(1, 1); // more than one group
        stream.bits(PREFIX_BITS - 2, 3);
        int blocks = (width >> PREFIX_BITS) * (height >> PREFIX_BITS);
        stream.groupNumbers(blocks);
        for (int i = 0; i < 65_536; i++) {
            stream.group();
        }
        stream.bits(0, 8);
        return stream.bytes.toByteArray();
    }

    /// A picture of two colours, of which the last pixel's is the number 65,535; the others have 0.
    private void groupNumbers(int blocks) {
        bits(0, 1); // no colour cache
        twoSymbols(0, 255); // green: low byte
        twoSymbols(0, 255); // red: high byte
        oneSymbol(0);
        oneSymbol(0);
        oneSymbol(0);
        for (int i = 0; i < blocks - 1; i++) {
            bits(0, 2);
        }
        bits(3, 2);
    }

    private void group() {
        for (int i = 0; i < 5; i++) {
            oneSymbol(0);
        }
    }

    /// A simple code of one symbol below 2.
    private void oneSymbol(int symbol) {
        bits(1, 1);
        bits(0, 1);
        bits(0, 1);
        bits(symbol, 1);
    }

    private void twoSymbols(int first, int second) {
        bits(1, 1);
        bits(1, 1);
        bits(1, 1);
        bits(first, 8);
        bits(second, 8);
    }

    private void bits(int value, int many) {
        for (int i = 0; i < many; i++) {
            pending |= (value >> i & 1) << count++;
            if (count == 8) {
                bytes.write(pending);
                pending = 0;
                count = 0;
            }
        }
    }
}
