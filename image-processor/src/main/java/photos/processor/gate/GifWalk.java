package photos.processor.gate;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// Walks the blocks of a GIF (GIF89a specification) to the end of its first picture.
final class GifWalk {
    private static final int SCREEN_AT = 6;
    private static final int COLOURS_AT = 13;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    /// The longest code has 12 bits, and between any two of them one may clear the table.
    private static final long MAX_BYTES_OF_A_PIXEL = 3;
    private static final long SLACK_BYTES = 1 << 16;

    private final FileBytes file;
    private final Cost cost;
    private final List<Part> parts = new ArrayList<>();
    private boolean truncated;

    GifWalk(FileBytes file, Cost cost) {
        this.file = file;
        this.cost = cost;
    }

    Header header() throws IOException, PastTheEnd, Refusal {
        int width = file.u16(SCREEN_AT, LITTLE_ENDIAN);
        int height = file.u16(SCREEN_AT + 2, LITTLE_ENDIAN);
        long colours = COLOURS_AT + tableBytes(file.u8(SCREEN_AT + 4));
        parts.add(new Part.Slice(0, colours));
        long image = walkExtensions(colours);
        Frame frame = frame(image);
        long end = walkPixels(image);
        checkPixels(end - image, frame.size());
        parts.add(new Part.Slice(image, end - image));
        parts.add(new Part.Literal(ByteBuffer.wrap(new byte[] {0, TRAILER})));
        // As browsers do: a first frame that juts out of the screen widens it.
        Dimensions canvas = new Dimensions(
                Math.max(width, frame.x() + frame.size().width()),
                Math.max(height, frame.y() + frame.size().height()));
        return new Header(
                ImageFormat.GIF,
                canvas,
                frame,
                Channels.RGB,
                cost.decoded(canvas, frame.size(), 8),
                truncated,
                parts,
                Optional.empty());
    }

    private static long tableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }

    /// @return where the first image descriptor is
    private long walkExtensions(long from) throws IOException, PastTheEnd, Refusal {
        long at = from;
        Optional<Part> control = Optional.empty();
        while (file.u8(at) == EXTENSION) {
            boolean graphicControl = file.u8(at + 1) == GRAPHIC_CONTROL;
            long end = skipBlocks(at + 2);
            if (graphicControl) {
                control = Optional.of(new Part.Slice(at, end - at));
            }
            at = end;
        }
        if (file.u8(at) != IMAGE) {
            throw Refusal.corrupt("the GIF has no picture where one was expected, at byte " + at);
        }
        control.ifPresent(parts::add);
        return at;
    }

    private Frame frame(long at) throws IOException, PastTheEnd, Refusal {
        int width = file.u16(at + 5, LITTLE_ENDIAN);
        int height = file.u16(at + 7, LITTLE_ENDIAN);
        if (width == 0 || height == 0) {
            throw Refusal.corrupt("the GIF's first frame is " + width + "x" + height + " pixels");
        }
        return new Frame(
                new Dimensions(width, height), file.u16(at + 1, LITTLE_ENDIAN), file.u16(at + 3, LITTLE_ENDIAN));
    }

    private long walkPixels(long image) throws IOException, PastTheEnd, Refusal {
        long data = image + 10 + tableBytes(file.u8(image + 9)) + 1;
        if (data >= file.size()) {
            throw Refusal.truncated("the GIF ends before the first pixel, after " + file.size() + " bytes");
        }
        try {
            return skipBlocks(data);
        } catch (PastTheEnd e) {
            truncated = true;
            return file.size();
        }
    }

    /// Codes that make no pixel keep a decoder busy for as long as there are any.
    private static void checkPixels(long bytes, Dimensions frame) throws Refusal {
        if (bytes > MAX_BYTES_OF_A_PIXEL * frame.pixels() + SLACK_BYTES) {
            throw Refusal.corrupt("the GIF's first frame has " + bytes + " bytes for " + frame + " pixels");
        }
    }

    private long skipBlocks(long from) throws IOException, PastTheEnd {
        long at = from;
        int length = file.u8(at);
        while (length != 0) {
            at += 1 + length;
            length = file.u8(at);
        }
        return at + 1;
    }
}
