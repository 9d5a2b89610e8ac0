package photos.processor.gate;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// Walks the chunks of a PNG (W3C PNG, 3rd edition). A decoder gets header, palette, transparency and pixels only, so
/// that it never inflates text or a profile.
final class PngWalk {
    private static final int SIGNATURE_BYTES = 8;
    /// Length, type and checksum of a chunk.
    private static final int FRAMING = 12;

    private static final int HEADER_BYTES = SIGNATURE_BYTES + 13 + FRAMING;

    private static final int MAX_PALETTE_BYTES = 3 * 256;

    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    private final FileBytes file;
    private final Cost cost;
    private final List<Part> parts = new ArrayList<>();
    private Optional<ByteBuffer> icc = Optional.empty();
    private boolean profiled;
    private boolean palette;
    private boolean transparency;
    private long pixelsFrom = -1;
    private long pixelsTo = -1;
    private long lastChunk = -1;
    private boolean chunkCut;
    private boolean ended;

    PngWalk(FileBytes file, Cost cost) {
        this.file = file;
        this.cost = cost;
    }

    Header header() throws IOException, PastTheEnd, Refusal {
        long ihdr = SIGNATURE_BYTES;
        if (file.u32(ihdr, BIG_ENDIAN) != 13 || !file.has(ihdr + 4, "IHDR")) {
            throw Refusal.corrupt("the PNG does not begin with its header chunk");
        }
        Dimensions size = size(ihdr + 8);
        int depth = file.u8(ihdr + 16);
        int type = file.u8(ihdr + 17);
        int channels = channels(type, depth);
        parts.add(new Part.Slice(0, HEADER_BYTES));
        walk(HEADER_BYTES, type);
        checkPixels(type);
        addPixels();
        parts.add(new Part.Literal(
                ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82})));
        return new Header(
                ImageFormat.PNG,
                size,
                Frame.whole(size),
                type == GREY || type == GREY_ALPHA ? Channels.GREY : Channels.RGB,
                cost.decoded(size, size, (long) channels * depth),
                !ended,
                parts,
                icc);
    }

    private Dimensions size(long at) throws IOException, PastTheEnd, Refusal {
        long width = file.u32(at, BIG_ENDIAN);
        long height = file.u32(at + 4, BIG_ENDIAN);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw Refusal.corrupt("the PNG's header declares " + width + "x" + height + " pixels");
        }
        return new Dimensions((int) width, (int) height);
    }

    /// Samples of a pixel as a decoder gives it: one more than stored where a colour may stand for transparency.
    private static int channels(int type, int depth) throws Refusal {
        boolean wide = depth == 8 || depth == 16;
        boolean narrow = depth == 1 || depth == 2 || depth == 4;
        if (type == GREY && (wide || narrow)) {
            return 2;
        }
        if (type == PALETTE && (depth == 8 || narrow)) {
            return 1;
        }
        if (wide && (type == RGB || type == RGB_ALPHA)) {
            return 4;
        }
        if (wide && type == GREY_ALPHA) {
            return 2;
        }
        throw Refusal.corrupt("the PNG's header declares colour type " + type + " with " + depth + " bits");
    }

    private void walk(long from, int type) throws IOException, PastTheEnd, Refusal {
        long at = from;
        while (!ended && at + 8 <= file.size()) {
            long length = file.u32(at, BIG_ENDIAN);
            long next = at + FRAMING + length;
            String name = file.fourCharacters(at + 4);
            if (next > file.size()) {
                if (name.equals("IDAT")) {
                    chunkCut = true;
                    pixels(at, file.size());
                }
                // The last chunk of a file of which only the checksum's end is missing.
                return;
            }
            chunk(name, at, length, type);
            at = next;
        }
    }

    private void chunk(String name, long at, long length, int type) throws IOException, PastTheEnd, Refusal {
        switch (name) {
            case "IDAT" -> pixels(at, at + FRAMING + length);
            case "IEND" -> ended = true;
            case "PLTE" -> {
                if (type == PALETTE && !palette) {
                    palette = true;
                    checkPalette(length);
                    parts.add(new Part.Slice(at, FRAMING + length));
                }
            }
            case "tRNS" -> {
                if (type <= PALETTE && !transparency && pixelsFrom < 0) {
                    transparency = true;
                    int depth = file.u8(SIGNATURE_BYTES + 16);
                    if (type == GREY && depth < 8 && length == 2) {
                        asPalette(depth, file.u16(at + 8, BIG_ENDIAN));
                    } else {
                        parts.add(new Part.Slice(at, FRAMING + length));
                    }
                }
            }
            case "iCCP" -> {
                if (!profiled) {
                    profiled = true;
                    icc = profile(at + 8, length);
                }
            }
            default -> {}
        }
    }

    /// Decoders forget that one grey of few bits is transparent; a palette of the same greys they do not.
    private void asPalette(int depth, int transparent) throws IOException, PastTheEnd {
        byte[] header = file.bytes(SIGNATURE_BYTES + 8, 13);
        header[9] = PALETTE;
        int greys = 1 << depth;
        byte[] colours = new byte[3 * greys];
        byte[] alpha = new byte[greys];
        for (int grey = 0; grey < greys; grey++) {
            Arrays.fill(colours, 3 * grey, 3 * grey + 3, (byte) (255 * grey / (greys - 1)));
            alpha[grey] = (byte) (grey == transparent ? 0 : 255);
        }
        parts.set(0, new Part.Slice(0, SIGNATURE_BYTES));
        parts.add(written("IHDR", header));
        parts.add(written("PLTE", colours));
        parts.add(written("tRNS", alpha));
    }

    private static Part written(String type, byte[] data) {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(ISO_8859_1));
        checksum.update(data);
        return new Part.Literal(ByteBuffer.allocate(FRAMING + data.length)
                .putInt(data.length)
                .put(type.getBytes(ISO_8859_1))
                .put(data)
                .putInt((int) checksum.getValue())
                .flip());
    }

    private static void checkPalette(long bytes) throws Refusal {
        if (bytes == 0 || bytes % 3 != 0 || bytes > MAX_PALETTE_BYTES) {
            throw Refusal.corrupt("the PNG's palette has " + bytes + " bytes, expected 3 for each of 1 to 256 colours");
        }
    }

    /// Pixel chunks follow each other without others between; later ones are not the picture's.
    private void pixels(long from, long to) {
        if (pixelsFrom < 0) {
            pixelsFrom = from;
            pixelsTo = from;
        }
        if (pixelsTo == from) {
            lastChunk = from;
            pixelsTo = to;
        }
    }

    /// A chunk that is cut short says so itself: the decoder refuses a file with one that is longer than the file.
    private void addPixels() {
        if (!chunkCut || pixelsTo < file.size()) {
            parts.add(new Part.Slice(pixelsFrom, pixelsTo - pixelsFrom));
            return;
        }
        int data = (int) (pixelsTo - lastChunk - 8);
        parts.add(new Part.Slice(pixelsFrom, lastChunk - pixelsFrom));
        parts.add(new Part.Literal(ByteBuffer.allocate(4).putInt(data).flip()));
        parts.add(new Part.Slice(lastChunk + 4, data + 4L));
        parts.add(new Part.Literal(ByteBuffer.allocate(4)));
    }

    private void checkPixels(int type) throws Refusal {
        if (type == PALETTE && !palette) {
            throw Refusal.corrupt("the PNG needs a palette and has none");
        }
        if (pixelsFrom < 0 || pixelsTo - pixelsFrom <= FRAMING) {
            throw ended
                    ? Refusal.corrupt("the PNG has no pixels")
                    : Refusal.truncated("the PNG ends before the first pixel, after " + file.size() + " bytes");
        }
    }

    /// A name of 1 to 79 characters, a zero, the compression method, the deflated profile.
    private Optional<ByteBuffer> profile(long at, long length) throws IOException, PastTheEnd {
        long zero = file.find(0, at);
        if (zero - at > 79 || zero + 2 >= at + length || file.u8(zero + 1) != 0) {
            return Optional.empty();
        }
        return inflated(zero + 2, at + length);
    }

    private Optional<ByteBuffer> inflated(long from, long to) throws IOException, PastTheEnd {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 13];
        try (Inflater inflater = new Inflater()) {
            long at = from;
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int step = (int) Math.min(piece.length, to - at);
                    if (step == 0) {
                        return Optional.empty();
                    }
                    inflater.setInput(file.bytes(at, step));
                    at += step;
                }
                int got = inflater.inflate(piece);
                if (inflater.needsDictionary() || whole.size() + got > IccChunks.MAX_BYTES) {
                    return Optional.empty();
                }
                whole.write(piece, 0, got);
            }
            return Optional.of(ByteBuffer.wrap(whole.toByteArray()).asReadOnlyBuffer());
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }
}
