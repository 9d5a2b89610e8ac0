package photos.processor.gate;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.IOException;
import photos.image.Dimensions;

/// What a JPEG's frame header (SOF, ITU-T T.81 B.2.2) declares.
///
/// @param mcuHeight rows of a minimum coded unit: 8 to 32
/// @param samples a pixel of all components: 1.5 for 4:2:0
/// @param coefficients of all components, whole blocks
/// @param blocks in the scan, if it is a single one
record JpegFrame(
        Dimensions size,
        int components,
        boolean progressive,
        int mcuHeight,
        double samples,
        long coefficients,
        long blocks) {
    private static final int BLOCK = 8;

    /// @param at the marker
    static JpegFrame read(FileBytes file, long at, int marker) throws IOException, PastTheEnd, Refusal {
        checkProcess(marker);
        int precision = file.u8(at + 4);
        if (precision != 8) {
            throw Refusal.unsupported("a JPEG of " + precision + " bits a channel, only 8 can be decoded");
        }
        int height = file.u16(at + 5, BIG_ENDIAN);
        int width = file.u16(at + 7, BIG_ENDIAN);
        if (width == 0 || height == 0) {
            throw Refusal.corrupt("the JPEG's header declares " + width + "x" + height + " pixels");
        }
        int components = file.u8(at + 9);
        if (components != 1 && components != 3 && components != 4) {
            throw Refusal.unsupported("a JPEG of " + components + " components, only 1, 3 and 4 can be decoded");
        }
        Dimensions size = new Dimensions(width, height);
        Sampling sampling = Sampling.read(file, at + 10, components);
        long coefficients = sampling.coefficients(size);
        return new JpegFrame(
                size,
                components,
                marker == 0xC2,
                sampling.highest() * BLOCK,
                sampling.samples(),
                coefficients,
                components == 1 ? blocksAlone(size) : coefficients / (BLOCK * BLOCK));
    }

    /// A component that is alone in its scan is not filled up to whole units (T.81, A.2.2).
    private static long blocksAlone(Dimensions size) {
        return (long) Math.ceilDiv(size.width(), BLOCK) * Math.ceilDiv(size.height(), BLOCK);
    }

    private static void checkProcess(int marker) throws Refusal {
        switch (marker) {
            case 0xC0, 0xC1, 0xC2 -> {}
            case 0xC3 -> throw Refusal.unsupported("a lossless JPEG, which cannot be decoded here");
            case 0xC9, 0xCA, 0xCB ->
                throw Refusal.unsupported("a JPEG with arithmetic coding, which is not decoded here");
            default -> throw Refusal.unsupported("a hierarchical JPEG, which cannot be decoded here");
        }
    }

    /// @param widest largest horizontal factor
    /// @param highest largest vertical factor
    /// @param blocks of a minimum coded unit
    private record Sampling(int widest, int highest, long blocks) {
        static Sampling read(FileBytes file, long at, int components) throws IOException, PastTheEnd, Refusal {
            int widest = 1;
            int highest = 1;
            long blocks = 0;
            for (int i = 0; i < components; i++) {
                int sampling = file.u8(at + 3L * i + 1);
                int horizontal = sampling >> 4;
                int vertical = sampling & 15;
                if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
                    throw Refusal.corrupt(
                            "a JPEG component is sampled " + horizontal + "x" + vertical + ", expected 1 to 4 each");
                }
                widest = Math.max(widest, horizontal);
                highest = Math.max(highest, vertical);
                blocks += (long) horizontal * vertical;
            }
            return new Sampling(widest, highest, blocks);
        }

        double samples() {
            return (double) blocks / (widest * highest);
        }

        long coefficients(Dimensions size) {
            long across = Math.ceilDiv(size.width(), widest * BLOCK);
            long down = Math.ceilDiv(size.height(), highest * BLOCK);
            return across * down * blocks * BLOCK * BLOCK;
        }
    }
}
