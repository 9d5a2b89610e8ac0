package photos.processor.gate;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// Walks the chunks of a WebP (RFC 9649). A decoder gets the first picture as a file of its own, still and without
/// metadata, so that an animation costs one frame and is placed on its canvas by us.
final class WebpWalk {
    private static final int FIRST_CHUNK = 12;
    /// As decoded, with alpha.
    private static final int BITS = 32;
    private static final int ALPHA_FLAG = 0x10;
    /// Frame header of an animation: position, size, duration, flags.
    private static final int ANMF_HEADER = 16;
    /// Flags, width and height of an extended header.
    private static final int CANVAS_BYTES = 10;

    private final FileBytes file;
    private final Cost cost;
    private Optional<Dimensions> canvas = Optional.empty();
    private Optional<ByteBuffer> icc = Optional.empty();
    private Optional<Chunk> alpha = Optional.empty();
    private Optional<Chunk> picture = Optional.empty();
    private int frameX;
    private int frameY;
    private boolean truncated;
    private boolean inFrame;

    private record Chunk(String type, long data, long length) {}

    WebpWalk(FileBytes file, Cost cost) {
        this.file = file;
        this.cost = cost;
    }

    Header header() throws IOException, PastTheEnd, Refusal {
        walk(FIRST_CHUNK, file.size());
        Chunk found = picture.orElseThrow(() -> truncated
                ? Refusal.truncated("the WebP ends before its picture, after " + file.size() + " bytes")
                : Refusal.corrupt("the WebP has no picture"));
        boolean lossless = found.type.equals("VP8L");
        Dimensions size = lossless ? losslessSize(found) : lossySize(found);
        if (lossless && truncated) {
            throw Refusal.truncated("the end of the lossless WebP is missing, which takes the picture with it");
        }
        Frame frame = new Frame(size, frameX, frameY);
        Dimensions declared = canvas.orElse(size);
        Dimensions whole = new Dimensions(
                Math.max(declared.width(), frameX + size.width()), Math.max(declared.height(), frameY + size.height()));
        Optional<RawAlpha> rawAlpha = lossless ? Optional.empty() : rawAlpha(size);
        long decoding = cost.decoded(whole, size, rawAlpha.isPresent() ? 2 * BITS : BITS)
                + Cost.codeGroups(size, losslessBytes(found));
        return new Header(
                ImageFormat.WEBP,
                whole,
                frame,
                Channels.RGB,
                decoding,
                decoding,
                truncated,
                false,
                new Alpha.AsDecoded(),
                lossless ? size.height() : 0,
                parts(found, size, rawAlpha),
                rawAlpha,
                icc);
    }

    private void walk(long from, long to) throws IOException, PastTheEnd, Refusal {
        long at = from;
        while (picture.isEmpty() && at + 8 <= to) {
            long length = file.u32(at + 4, LITTLE_ENDIAN);
            long data = at + 8;
            if (data + length > file.size()) {
                truncated = true;
                length = file.size() - data;
            }
            see(new Chunk(file.fourCharacters(at), data, length));
            at = data + length + (length & 1);
        }
    }

    private void see(Chunk chunk) throws IOException, PastTheEnd, Refusal {
        switch (chunk.type) {
            case "VP8X" -> {
                if (chunk.length < CANVAS_BYTES) {
                    throw Refusal.corrupt("the WebP's extended header has " + chunk.length + " bytes, expected 10");
                }
                canvas = Optional.of(new Dimensions(u24(chunk.data + 4) + 1, u24(chunk.data + 7) + 1));
            }
            case "ICCP" -> {
                if (chunk.length <= IccChunks.MAX_BYTES) {
                    icc = Optional.of(ByteBuffer.wrap(file.bytes(chunk.data, (int) chunk.length)));
                }
            }
            case "ALPH" -> alpha = Optional.of(chunk);
            case "ANMF" -> {
                if (inFrame) {
                    throw Refusal.corrupt("the WebP has a frame within a frame, at byte " + chunk.data);
                }
                inFrame = true;
                frameX = 2 * u24(chunk.data);
                frameY = 2 * u24(chunk.data + 3);
                walk(chunk.data + ANMF_HEADER, chunk.data + chunk.length);
                inFrame = false;
            }
            case "VP8 ", "VP8L" -> picture = Optional.of(chunk);
            default -> {}
        }
    }

    /// What is coded losslessly: the picture, or its alpha alone.
    private long losslessBytes(Chunk found) {
        return found.type.equals("VP8L")
                ? found.length
                : alpha.map(Chunk::length).orElse(0L);
    }

    /// RFC 6386, 9.1: 3 bytes of frame tag, the start code, 14 bits each.
    private Dimensions lossySize(Chunk chunk) throws IOException, PastTheEnd, Refusal {
        if ((file.u8(chunk.data) & 1) != 0 || !file.has(chunk.data + 3, "\u009d\u0001*")) {
            throw Refusal.corrupt("the WebP's picture does not begin with a key frame");
        }
        return size(file.u16(chunk.data + 6, LITTLE_ENDIAN) & 0x3FFF, file.u16(chunk.data + 8, LITTLE_ENDIAN) & 0x3FFF);
    }

    /// RFC 9649, 3.4: a signature byte, then 14 bits each of width and height less one.
    private Dimensions losslessSize(Chunk chunk) throws IOException, PastTheEnd, Refusal {
        if (file.u8(chunk.data) != 0x2F) {
            throw Refusal.corrupt("the WebP's lossless picture lacks its signature");
        }
        long bits = file.u32(chunk.data + 1, LITTLE_ENDIAN);
        return size((int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1);
    }

    private static Dimensions size(int width, int height) throws Refusal {
        if (width == 0 || height == 0) {
            throw Refusal.corrupt("the WebP's picture is " + width + "x" + height + " pixels");
        }
        return new Dimensions(width, height);
    }

    /// RFC 9649, 2.7.1.2: two bits each of preprocessing, filter and compression, where 0 is none.
    private Optional<RawAlpha> rawAlpha(Dimensions size) throws IOException, PastTheEnd, Refusal {
        if (alpha.isEmpty() || alpha.get().length == 0) {
            return Optional.empty();
        }
        int flags = file.u8(alpha.get().data);
        if ((flags & 3) != 0) {
            return Optional.empty();
        }
        if (alpha.get().length <= size.pixels()) {
            throw Refusal.corrupt("the WebP's alpha has " + (alpha.get().length - 1)
                    + " bytes, expected one for each of " + size.pixels() + " pixels");
        }
        return Optional.of(new RawAlpha(alpha.get().data + 1, RawAlpha.Filter.ofNumber(flags >> 2 & 3)));
    }

    private List<Part> parts(Chunk found, Dimensions size, Optional<RawAlpha> rawAlpha) {
        List<Part> parts = new ArrayList<>();
        if (alpha.isPresent() && rawAlpha.isEmpty() && found.type.equals("VP8 ")) {
            parts.add(new Part.Literal(extended(size)));
            add(parts, alpha.get());
        }
        add(parts, found);
        long length = 4 + parts.stream().mapToLong(Part::length).sum();
        parts.addFirst(new Part.Literal(ByteBuffer.allocate(FIRST_CHUNK)
                .order(LITTLE_ENDIAN)
                .put("RIFF".getBytes(ISO_8859_1))
                .putInt((int) length)
                .put("WEBP".getBytes(ISO_8859_1))
                .flip()));
        return parts;
    }

    private static void add(List<Part> parts, Chunk chunk) {
        parts.add(new Part.Literal(ByteBuffer.allocate(8)
                .order(LITTLE_ENDIAN)
                .put(chunk.type.getBytes(ISO_8859_1))
                .putInt((int) chunk.length)
                .flip()));
        parts.add(new Part.Slice(chunk.data, chunk.length));
        if ((chunk.length & 1) != 0) {
            parts.add(new Part.Literal(ByteBuffer.allocate(1)));
        }
    }

    private static ByteBuffer extended(Dimensions size) {
        return ByteBuffer.allocate(18)
                .order(LITTLE_ENDIAN)
                .put("VP8X".getBytes(ISO_8859_1))
                .putInt(10)
                .putInt(ALPHA_FLAG)
                .putShort((short) (size.width() - 1))
                .put((byte) 0)
                .putShort((short) (size.height() - 1))
                .put((byte) 0)
                .flip();
    }

    private int u24(long at) throws IOException, PastTheEnd {
        return file.u16(at, LITTLE_ENDIAN) | file.u8(at + 2) << 16;
    }
}
