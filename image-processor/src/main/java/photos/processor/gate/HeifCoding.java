package photos.processor.gate;

import java.io.IOException;
import java.util.List;
import photos.image.Dimensions;
import photos.processor.gate.HeifBoxes.Box;

/// What the pictures of a HEIF file are coded as, for what decoding them takes. Tiles, an alpha plane and thumbnails
/// are pictures of their own; the worst of all counts.
///
/// @param coded size of the picture that is shown, as coded
/// @param largest size of the largest picture in the file
/// @param bits of one pixel in the decoder's planes: 4:2:0 of 8 bits takes 12
/// @param alpha whether there is an alpha plane
record HeifCoding(Dimensions coded, Dimensions largest, int bits, boolean alpha) {
    private static final int HEVC_CHROMA = 16;
    private static final int HEVC_DEPTH = 17;
    private static final int AV1_FLAGS = 2;
    private static final String ALPHA = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
    private static final String HEVC_ALPHA = "urn:mpeg:hevc:2015:auxid:1";

    static HeifCoding of(FileBytes file, List<Box> properties, Dimensions coded)
            throws IOException, PastTheEnd, Refusal {
        Dimensions largest = coded;
        int bits = 12;
        boolean alpha = false;
        for (Box box : properties) {
            switch (box.type()) {
                case "ispe" -> {
                    Dimensions size = HeifProperties.extent(file, box);
                    largest = size.pixels() > largest.pixels() ? size : largest;
                }
                case "hvcC" -> bits = Math.max(bits, hevcBits(file, box));
                case "av1C" -> bits = Math.max(bits, av1Bits(file, box));
                case "auxC" -> alpha |= file.has(box.from() + 4, ALPHA) || file.has(box.from() + 4, HEVC_ALPHA);
                default -> {}
            }
        }
        return new HeifCoding(coded, largest, bits, alpha);
    }

    /// ISO/IEC 14496-15, 8.3.3.1: chroma format and depth less 8.
    private static int hevcBits(FileBytes file, Box box) throws IOException, PastTheEnd {
        int samples = switch (file.u8(box.from() + HEVC_CHROMA) & 3) {
            case 0, 1 -> 12;
            case 2 -> 16;
            default -> 24;
        };
        return (file.u8(box.from() + HEVC_DEPTH) & 7) == 0 ? samples : 2 * samples;
    }

    /// AV1-ISOBMFF 2.3.3: high depth, twelve bits, monochrome, subsampling across and down.
    private static int av1Bits(FileBytes file, Box box) throws IOException, PastTheEnd {
        int flags = file.u8(box.from() + AV1_FLAGS);
        boolean across = (flags & 0x08) != 0;
        boolean down = (flags & 0x04) != 0;
        int samples = across && down ? 12 : across ? 16 : 24;
        return (flags & 0x40) == 0 ? samples : 2 * samples;
    }
}
