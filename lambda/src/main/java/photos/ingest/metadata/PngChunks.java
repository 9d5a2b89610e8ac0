package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import photos.storage.ObjectMoved;

/// The chunks of a PNG file (W3C PNG, third edition), to its end, because metadata may follow the picture.
///
/// Compressed ones are inflated here, within limits, because the library would inflate whatever comes.
final class PngChunks {
    /// Those of an animation's further frames too.
    static final Set<String> OF_THE_PICTURE = Set.of("IDAT", "fdAT");

    private static final int SIGNATURE = 8;

    /// A picture that ends closer is passed chunk by chunk.
    private static final int NEAR = 1024 * 1024;

    /// Most bytes that are fetched of a file whose picture does not end.
    private static final long MAX_FOR_THE_PICTURE = 16L * 1024 * 1024;

    private static final int MAX_CHUNK = 4 * 1024 * 1024;
    private static final int MAX_TEXT_CHUNKS = 50;
    private static final int MAX_INFLATED = 1024 * 1024;
    private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
    private static final String RAW_PROFILE = "Raw profile type ";

    private final LazyBytes file;
    private final Findings found;
    private boolean pictureSeen;
    private int profiles;
    private int textChunks;
    private int inflated;

    private PngChunks(LazyBytes file, Findings found) {
        this.file = file;
        this.found = found;
    }

    static void walk(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        new PngChunks(file, found).walk();
    }

    private void walk() throws IOException, ObjectMoved {
        long offset = SIGNATURE;
        while (offset < file.size()) {
            long length = file.uint32(offset);
            String type = new String(file.read(offset + 4, 4), ISO_8859_1);
            if (type.equals("IEND")) {
                return;
            }
            if (OF_THE_PICTURE.contains(type)) {
                if (file.fetched() > MAX_FOR_THE_PICTURE) {
                    found.tagLeftOut(
                            "the end of the picture is too far away: what may stand behind it in the PNG file is not"
                                    + " read");
                    return;
                }
                offset = behind(offset + 12 + length);
            } else {
                chunk(type, offset + 8, length);
                offset += 12 + length;
            }
        }
        found.tagLeftOut("the PNG file has no end: IEND is missing");
    }

    /// Where to go on behind a chunk of the picture.
    private long behind(long next) throws IOException, ObjectMoved {
        boolean isFirst = !pictureSeen;
        pictureSeen = true;
        return isFirst && file.size() - next > NEAR ? PngTail.endOfPicture(file).orElse(next) : next;
    }

    private void chunk(String type, long offset, long length) throws IOException, ObjectMoved {
        switch (type) {
            case "IHDR" -> found.size(file.uint32(offset), file.uint32(offset + 4));
            case "eXIf" -> found.block(Block.Kind.EXIF, data(type, offset, length));
            case "iCCP", "tEXt", "zTXt", "iTXt" -> {
                if (type.equals("iCCP") && profiles++ > 0) {
                    found.error("the PNG file has more than one colour profile, the others are not read");
                    return;
                }
                byte[] data = data(type, offset, length);
                found.attempt(!type.equals("iCCP"), "PNG chunk " + type, () -> keyword(type, data));
            }
            default -> {}
        }
    }

    private byte[] data(String type, long offset, long length) throws IOException, ObjectMoved {
        if (length > MAX_CHUNK) {
            found.leftOut(
                    !type.equals("iCCP"),
                    "PNG chunk " + type + " has " + length + " bytes, more than " + MAX_CHUNK + " are not read");
            return new byte[0];
        }
        return file.read(offset, (int) length);
    }

    /// All four begin with a keyword.
    private void keyword(String type, byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        int end = zero(data, 0);
        String keyword = new String(data, 0, end, ISO_8859_1);
        if (type.equals("iCCP")) {
            found.block(Block.Kind.ICC, inflate(data, end + 2, Block.Kind.ICC.mostBytes()));
        } else if (textChunks++ >= MAX_TEXT_CHUNKS) {
            found.tagLeftOut("the PNG file has more than " + MAX_TEXT_CHUNKS + " texts, the others are not read");
        } else {
            text(keyword, contents(type, data, end + 1), type.equals("iTXt"));
        }
    }

    private byte[] contents(String type, byte[] data, int start) throws IOException {
        if (type.equals("tEXt")) {
            return Arrays.copyOfRange(data, start, data.length);
        }
        if (type.equals("zTXt")) {
            return inflateText(data, start + 1);
        }
        int text = zero(data, zero(data, start + 2) + 1) + 1;
        return data[start] == 0 ? Arrays.copyOfRange(data, text, data.length) : inflateText(data, text);
    }

    private void text(String keyword, byte[] text, boolean international) {
        if (keyword.equals(XMP_KEYWORD)) {
            found.block(Block.Kind.XMP, text);
        } else if (keyword.startsWith(RAW_PROFILE)) {
            rawProfile(keyword.substring(RAW_PROFILE.length()), new String(text, ISO_8859_1));
        } else {
            found.text(keyword, international ? new String(text, UTF_8) : Texts.decoded(text));
        }
    }

    /// ImageMagick's way, from before there was eXIf: name, length and the bytes as hexadecimal digits, on lines.
    private void rawProfile(String name, String text) {
        String[] lines = text.strip().split("\\s+", 3);
        if (lines.length < 3) {
            return;
        }
        byte[] bytes = HexFormat.of().parseHex(lines[2].replaceAll("\\s", ""));
        switch (name) {
            case "exif", "APP1" -> found.block(Block.Kind.EXIF, bytes);
            case "iptc" -> found.block(Block.Kind.PHOTOSHOP, bytes);
            case "xmp" -> found.block(Block.Kind.XMP, bytes);
            default -> {}
        }
    }

    private static int zero(byte[] data, int from) throws IOException {
        for (int i = from; i < data.length; i++) {
            if (data[i] == 0) {
                return i;
            }
        }
        throw new IOException("a text has no end");
    }

    private byte[] inflateText(byte[] data, int start) throws IOException {
        byte[] text = inflate(data, start, MAX_INFLATED - inflated);
        inflated += text.length;
        return text;
    }

    private static byte[] inflate(byte[] data, int start, int most) throws IOException {
        try (InflaterInputStream in =
                new InflaterInputStream(new ByteArrayInputStream(data, start, data.length - start))) {
            byte[] inflated = in.readNBytes(most + 1);
            if (inflated.length > most) {
                throw new IOException("it inflates to more than " + most + " bytes");
            }
            return inflated;
        }
    }
}
