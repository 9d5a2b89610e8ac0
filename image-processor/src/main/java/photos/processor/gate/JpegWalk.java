package photos.processor.gate;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import photos.image.ImageFormat;
import photos.ledger.Reason;

/// Walks the markers of a JPEG (ITU-T T.81, annex B) to its end.
final class JpegWalk {
    /// Real files have some dozens; every one that is kept costs a little memory.
    private static final int MAX_KEPT_SEGMENTS = 1_000;

    /// Ten scans, as usual, over 160 megapixels; in Java alone, which takes 5 ns for each, about twelve seconds.
    private static final long MAX_VISITS = 2_500_000_000L;

    /// About half a second in Java alone, even if the file turns out to be damaged and is decoded once more.
    private static final long FREE_VISITS = 50_000_000;

    /// As many as encoders write: libjpeg 10 for a photo and 18 for ink, jpegli up to 15 and 20.
    private static final int MOST_SCANS = 20;

    /// That a block is like the one before takes a bit of one scan, and in the others next to nothing.
    private static final int MAX_COEFFICIENTS_PER_BYTE = 64 * Byte.SIZE;

    /// Of a block: a code of its mean and one that ends it, of a bit each at least (T.81, F.1.2).
    private static final int MIN_BLOCK_BITS = 2;

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;

    private final FileBytes file;
    private final GateLimits limits;
    private final Cost cost;
    private final List<Part> parts = new ArrayList<>();
    private final IccChunks icc = new IccChunks();
    private Optional<JpegFrame> frame = Optional.empty();
    private Optional<Integer> adobeTransform = Optional.empty();
    private boolean truncated;
    private int scans;
    private long firstScanBytes;
    private long scanBytes;
    /// Components whose first scan is there to its end.
    private int sketched;

    JpegWalk(FileBytes file, GateLimits limits, Cost cost) {
        this.file = file;
        this.limits = limits;
        this.cost = cost;
    }

    Header header() throws IOException, PastTheEnd, Refusal {
        parts.add(new Part.Slice(0, 2));
        long firstScan = walkTables();
        JpegFrame found = frame.orElseThrow(() -> Refusal.corrupt("the JPEG has a scan before its frame header"));
        boolean buffered = found.progressive() || file.u8(firstScan + 4) < found.components();
        long end = walkScans(firstScan);
        // Too many pixels are the better reason, and the gate's.
        if (buffered && found.size().pixels() <= limits.pixels()) {
            checkPasses(found);
        }
        // Decoders would make up the rest of the picture before they said so.
        truncated |= !buffered && Byte.SIZE * firstScanBytes < MIN_BLOCK_BITS * found.blocks();
        parts.add(new Part.Slice(firstScan, end - firstScan));
        // With an end of its own, a truncated file is filled up by the decoder instead of refused.
        parts.add(new Part.Literal(ByteBuffer.wrap(new byte[] {(byte) 0xFF, (byte) EOI})));
        Optional<ByteBuffer> profile = icc.profile();
        return new Header(
                ImageFormat.JPEG,
                found.size(),
                Frame.whole(found.size()),
                channels(found),
                cost.jpeg(found, buffered, profile.isPresent(), truncated),
                cost.wholeJpeg(found, buffered),
                truncated,
                found.progressive(),
                new Alpha.AsDecoded(),
                unsureRows(found),
                parts,
                Optional.empty(),
                profile);
    }

    /// Everything before the first scan.
    ///
    /// @return where its marker is
    private long walkTables() throws IOException, PastTheEnd, Refusal {
        long at = 2;
        while (true) {
            at = nextMarker(at);
            int marker = file.u8(at + 1);
            if (marker == SOS) {
                return at;
            }
            if (marker == EOI) {
                throw Refusal.corrupt("the JPEG ends without a picture");
            }
            if (isAlone(marker)) {
                at += 2;
                continue;
            }
            long length = 2L + segmentLength(at);
            see(marker, at, length);
            at += length;
        }
    }

    private void see(int marker, long at, long length) throws IOException, PastTheEnd, Refusal {
        file.u8(at + length - 1);
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            if (frame.isPresent()) {
                throw Refusal.corrupt("the JPEG has two frame headers");
            }
            frame = Optional.of(JpegFrame.read(file, at, marker));
        }
        if (marker == APP2 && length >= 18 && file.has(at + 4, IccChunks.SIGNATURE)) {
            icc.add(file.u8(at + 16), file.u8(at + 17), file.bytes(at + 18, (int) length - 18));
        }
        boolean adobe = marker == APP14 && length >= 16 && file.has(at + 4, "Adobe");
        if (adobe) {
            adobeTransform = Optional.of(file.u8(at + 15));
        }
        boolean jfif = marker == APP0 && length >= 18 && file.has(at + 4, "JFIF\0");
        boolean metadata = (marker >= APP0 && marker <= APP15) || marker == COM;
        if (!metadata || adobe || jfif) {
            keep(new Part.Slice(at, length));
        }
    }

    private void keep(Part part) throws Refusal {
        if (parts.size() >= MAX_KEPT_SEGMENTS) {
            throw Refusal.corrupt("the JPEG has more than " + MAX_KEPT_SEGMENTS + " segments before its first scan");
        }
        parts.add(part);
    }

    /// All scans; notes whether the end is missing.
    ///
    /// @return where the picture ends
    private long walkScans(long firstScan) throws IOException, PastTheEnd, Refusal {
        long at = firstScan;
        while (at + 4 <= file.size()) {
            int marker = file.u8(at + 1);
            if (marker == EOI) {
                return at;
            }
            if (isAlone(marker)) {
                at = nextMarkerOrEnd(at + 2);
                continue;
            }
            long segment = at;
            long data = at + 2 + segmentLength(at);
            at = nextMarkerOrEnd(data);
            if (marker == SOS) {
                countScan(data, at);
                sketch(segment, data, at);
            }
        }
        boolean ended = at + 2 <= file.size() && file.u8(at) == 0xFF && file.u8(at + 1) == EOI;
        truncated = !ended;
        return ended ? at : file.size();
    }

    private void countScan(long data, long end) throws Refusal {
        scans++;
        scanBytes += Math.max(0, end - data);
        if (scans == 1 && data >= end) {
            throw Refusal.truncated("the JPEG ends before the first pixel, after " + file.size() + " bytes");
        }
        if (scans == 1) {
            firstScanBytes = end - data;
        }
        if (scans > limits.jpegScans()) {
            throw new Refusal(
                    Reason.TOO_COSTLY, "the JPEG has more than the " + limits.jpegScans() + " scans that are allowed");
        }
    }

    /// A scan may say in a few bytes that it changes nothing, and a decoder still goes through all coefficients.
    private void checkPasses(JpegFrame found) throws Refusal {
        long visits = scans * found.coefficients();
        long allowed = allowedVisits(found);
        if (visits > allowed) {
            throw new Refusal(
                    Reason.TOO_COSTLY,
                    ("decoding the JPEG takes %d scans over %,d coefficients, %,d in all,"
                                    + " at most %,d are allowed with %,d bytes of scans")
                            .formatted(scans, found.coefficients(), visits, allowed, scanBytes));
        }
    }

    /// As many as a blank page of this size may take, or a smaller one if the file has not even the bits for it.
    private long allowedVisits(JpegFrame found) {
        long coded = Math.min(found.coefficients(), scanBytes * MAX_COEFFICIENTS_PER_BYTE);
        return Math.clamp(MOST_SCANS * coded, FREE_VISITS, MAX_VISITS);
    }

    /// A scan that begins with coefficient 0 and is the first to do so (T.81, G.1.1.1: Ss = 0, Ah = 0).
    private void sketch(long scan, long data, long end) throws IOException, PastTheEnd {
        if (end < file.size() && file.u8(data - 3) == 0 && file.u8(data - 1) >> 4 == 0) {
            sketched += file.u8(scan + 4);
        }
    }

    private int unsureRows(JpegFrame found) {
        if (!found.progressive()) {
            return found.mcuHeight();
        }
        // A decoder smooths a sketch of mean colours into the rows below it.
        return sketched >= found.components() ? 0 : 2 * found.mcuHeight();
    }

    private int segmentLength(long at) throws IOException, PastTheEnd, Refusal {
        int length = file.u16(at + 2, BIG_ENDIAN);
        if (length < 2) {
            throw Refusal.corrupt("a JPEG segment at byte " + at + " says it is " + length + " bytes long");
        }
        return length;
    }

    private long nextMarker(long from) throws IOException, PastTheEnd {
        long at = nextMarkerOrEnd(from);
        file.u8(at);
        return at;
    }

    /// The next marker that is neither padding, nor a restart within a scan, nor a stuffed byte.
    private long nextMarkerOrEnd(long from) throws IOException, PastTheEnd {
        long at = file.findUnstuffed(from);
        while (at + 1 < file.size()) {
            int marker = file.u8(at + 1);
            if (marker != 0xFF && !(marker >= 0xD0 && marker <= 0xD7)) {
                return at;
            }
            at = file.findUnstuffed(at + 1);
        }
        return file.size();
    }

    private static boolean isAlone(int marker) {
        return marker == 1 || (marker >= 0xD0 && marker <= SOI);
    }

    private Channels channels(JpegFrame found) {
        return switch (found.components()) {
            case 1 -> Channels.GREY;
            case 3 -> Channels.RGB;
            default ->
                adobeTransform
                        .map(transform -> transform == 2 ? Channels.INVERTED_YCCK : Channels.INVERTED_CMYK)
                        .orElse(Channels.CMYK);
        };
    }
}
