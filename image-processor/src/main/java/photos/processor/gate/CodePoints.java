package photos.processor.gate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// Colours that a file names by numbers (ITU-T H.273, tables 2 and 3; HEIF's box `colr` of type `nclx`).
///
/// Display P3 and BT.2020 are told from sRGB; the primaries of old television are so near to it that files which name
/// them usually mean sRGB. The transfer curves of BT.709 and its kin are shown as sRGB's, as browsers do.
///
/// @param primaries `ColourPrimaries`
/// @param transfer `TransferCharacteristics`
record CodePoints(int primaries, int transfer) {
    private static final int BT2020 = 9;
    private static final int DISPLAY_P3 = 12;
    private static final int LINEAR = 8;
    private static final int PQ = 16;
    private static final int HLG = 18;

    /// X, Y and Z of red, green and blue, adapted from D65 to the D50 of ICC profiles by the method of Bradford.
    private static final double[] SRGB_COLORANTS = {
        0.43606, 0.22249, 0.01392, 0.38515, 0.71690, 0.09708, 0.14307, 0.06061, 0.71410
    };

    private static final Map<Integer, double[]> COLORANTS = Map.of(
            BT2020, new double[] {0.67346, 0.27903, -0.00193, 0.16566, 0.67534, 0.02998, 0.12508, 0.04563, 0.79685},
            DISPLAY_P3,
                    new double[] {0.51511, 0.24118, -0.00105, 0.29196, 0.69224, 0.04188, 0.15713, 0.06658, 0.78407});

    /// What white is in pictures of a wide dynamic range (ITU-R BT.2408, 2.1): 203 cd/m² in PQ, a signal of 75 % in
    /// HLG.
    /// Whatever is brighter is shown as white.
    private static final double PQ_WHITE = 203.0 / 10_000;
    private static final double HLG_WHITE = hlg(0.75);

    private static final Map<Integer, DoubleUnaryOperator> CURVES = Map.of(
            LINEAR, signal -> signal,
            PQ, signal -> pq(signal) / PQ_WHITE,
            HLG, signal -> hlg(signal) / HLG_WHITE);

    private static final int HEADER_BYTES = 128;
    private static final String[] COLORANT_TAGS = {"rXYZ", "gXYZ", "bXYZ"};
    private static final String[] CURVE_TAGS = {"rTRC", "gTRC", "bTRC"};
    private static final int XYZ_BYTES = 20;
    private static final int CURVE_STEPS = 1024;
    private static final int CURVE_BYTES = 12 + 2 * CURVE_STEPS;

    /// An ICC profile (ICC.1:2001-04, matrix and curves) that says the same; nothing if it would say sRGB.
    Optional<ByteBuffer> profile() {
        boolean srgb = !COLORANTS.containsKey(primaries) && !CURVES.containsKey(transfer);
        return srgb ? Optional.empty() : Optional.of(written());
    }

    private ByteBuffer written() {
        int tags = COLORANT_TAGS.length + CURVE_TAGS.length;
        int data = HEADER_BYTES + 4 + 12 * tags;
        int curve = data + COLORANT_TAGS.length * XYZ_BYTES;
        ByteBuffer icc = ByteBuffer.allocate(curve + CURVE_BYTES);
        icc.putInt(icc.capacity()).putInt(0).putInt(0x02400000);
        put(icc, "mntrRGB XYZ ");
        put(icc.position(36), "acsp");
        putFixed(icc.position(68), 0.9642, 1, 0.8249);
        icc.position(HEADER_BYTES).putInt(tags);
        for (int i = 0; i < COLORANT_TAGS.length; i++) {
            put(icc, COLORANT_TAGS[i]);
            icc.putInt(data + i * XYZ_BYTES).putInt(XYZ_BYTES);
        }
        for (String tag : CURVE_TAGS) {
            put(icc, tag);
            icc.putInt(curve).putInt(CURVE_BYTES);
        }
        double[] colorants = COLORANTS.getOrDefault(primaries, SRGB_COLORANTS);
        for (int i = 0; i < COLORANT_TAGS.length; i++) {
            put(icc, "XYZ \0\0\0\0");
            putFixed(icc, colorants[3 * i], colorants[3 * i + 1], colorants[3 * i + 2]);
        }
        put(icc, "curv\0\0\0\0");
        icc.putInt(CURVE_STEPS);
        DoubleUnaryOperator linear = CURVES.getOrDefault(transfer, CodePoints::srgb);
        for (int i = 0; i < CURVE_STEPS; i++) {
            double light = linear.applyAsDouble((double) i / (CURVE_STEPS - 1));
            icc.putShort((short) Math.round(Math.clamp(light, 0, 1) * 0xFFFF));
        }
        return icc.rewind();
    }

    private static void put(ByteBuffer icc, String characters) {
        icc.put(characters.getBytes(US_ASCII));
    }

    /// `s15Fixed16Number`.
    private static void putFixed(ByteBuffer icc, double... numbers) {
        for (double number : numbers) {
            icc.putInt((int) Math.round(number * (1 << 16)));
        }
    }

    /// IEC 61966-2-1.
    private static double srgb(double signal) {
        return signal <= 0.04045 ? signal / 12.92 : Math.pow((signal + 0.055) / 1.055, 2.4);
    }

    /// SMPTE ST 2084: 1 is 10,000 cd/m².
    private static double pq(double signal) {
        double power = Math.pow(signal, 32.0 / 2523);
        double light = Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power);
        return Math.pow(light, 8192.0 / 1305);
    }

    /// ITU-R BT.2100, table 5.
    private static double hlg(double signal) {
        return signal <= 0.5 ? signal * signal / 3 : (Math.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }
}
