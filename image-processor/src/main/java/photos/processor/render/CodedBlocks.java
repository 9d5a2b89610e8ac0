package photos.processor.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import photos.image.Dimensions;

/// Goes through the coded data of a baseline JPEG of one scan (ITU-T T.81, annexes B and F) as a decoder does, but for
/// the samples: every code has to be one of the file's tables, and there have to be exactly as many blocks as the
/// picture's size takes. Of much data, the first is gone through, and the rest is searched for interruptions.
final class CodedBlocks {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final int SOF0 = 0xC0;
    private static final int DHT = 0xC4;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int BLOCK = 8;
    private static final int TABLES = 4;

    /// To go through all data of a photo's usual variants would take a twelfth of the time in which they are rendered;
    /// this much of each takes a twenty-fifth.
    private static final int MAX_WALKED_BYTES = 48 << 10;

    private final byte[] file;
    private final int length;
    private final CodeTable[] dc = new CodeTable[TABLES];
    private final CodeTable[] ac = new CodeTable[TABLES];
    private Optional<Frame> frame = Optional.empty();

    private record Component(int id, int across, int down) {}

    private record Frame(Dimensions size, List<Component> components) {}

    /// What has to be there is not.
    private static final class Flaw extends Exception {
        private Flaw(String sentence) {
            super(sentence, null, false, false);
        }
    }

    private CodedBlocks(byte[] file, int length) {
        this.file = file;
        this.length = length;
    }

    /// @param file may be longer, and is changed
    /// @param length of the JPEG in it
    /// @return what is wrong
    static Optional<String> flaw(byte[] file, int length) {
        try {
            new CodedBlocks(file, length).check();
            return Optional.empty();
        } catch (Flaw flaw) {
            return Optional.of(String.valueOf(flaw.getMessage()));
        } catch (ArrayIndexOutOfBoundsException e) {
            return Optional.of("it ends too early");
        }
    }

    private void check() throws Flaw {
        require(u16(0) == (0xFF00 | SOI), "it does not begin as a JPEG");
        int at = 2;
        while (true) {
            require(u8(at) == 0xFF, "there is no marker at byte " + at);
            int marker = u8(at + 1);
            int data = at + 4;
            int end = at + 2 + u16(at + 2);
            switch (marker) {
                case SOF0 -> frame = Optional.of(frame(data));
                case DHT -> readTables(data, end);
                case SOS -> {
                    checkScan(data, end);
                    return;
                }
                default ->
                    require(marker < 0xC1 || marker > 0xCF, "it is coded otherwise than JPEGs are here: " + marker);
            }
            at = end;
        }
    }

    private Frame frame(int at) {
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < u8(at + 5); i++) {
            int entry = at + 6 + 3 * i;
            components.add(new Component(u8(entry), u8(entry + 1) >> 4, u8(entry + 1) & 15));
        }
        return new Frame(new Dimensions(u16(at + 3), u16(at + 1)), components);
    }

    private void readTables(int from, int end) {
        int at = from;
        while (at < end) {
            boolean ofFirst = u8(at) >> 4 == 0;
            CodeTable read = CodeTable.read(file, at + 1, !ofFirst);
            (ofFirst ? dc : ac)[u8(at) & 15] = read;
            at += 1 + read.definitionBytes();
        }
    }

    private void checkScan(int at, int data) throws Flaw {
        Frame of = frame.orElseThrow(() -> new Flaw("it has a scan before its frame"));
        int count = u8(at);
        require(count == of.components().size(), "its first scan is not of all components");
        List<CodeTable> tables = new ArrayList<>();
        int widest = 1;
        int highest = 1;
        for (int i = 0; i < count; i++) {
            Component component = of.components().get(i);
            require(component.id() == u8(at + 1 + 2 * i), "its scan has its components in another order");
            int which = u8(at + 2 + 2 * i);
            boolean alone = count == 1;
            for (int block = 0; block < (alone ? 1 : component.across() * component.down()); block++) {
                tables.add(table(dc, which >> 4));
                tables.add(table(ac, which & 15));
            }
            widest = alone ? 1 : Math.max(widest, component.across());
            highest = alone ? 1 : Math.max(highest, component.down());
        }
        int end = unstuff(data);
        int across = Math.ceilDiv(of.size().width(), widest * BLOCK);
        int down = Math.ceilDiv(of.size().height(), highest * BLOCK);
        walk(tables.toArray(CodeTable[]::new), (long) across * down, data, end);
    }

    private static CodeTable table(CodeTable[] tables, int which) throws Flaw {
        CodeTable table = tables[which];
        require(table != null, "it lacks a table of codes");
        return table;
    }

    /// Takes out the zeros behind bytes of 255; eight bytes at a time where none of them is 255.
    ///
    /// @return where the data now ends
    private int unstuff(int from) throws Flaw {
        int to = from;
        int at = from;
        while (at < length) {
            long eight = (long) LONGS.get(file, at);
            if (at + Long.BYTES <= length && !holds255(eight)) {
                LONGS.set(file, to, eight);
                to += Long.BYTES;
                at += Long.BYTES;
                continue;
            }
            byte next = file[at++];
            if (next != -1) {
                file[to++] = next;
            } else if (file[at] == 0) {
                file[to++] = next;
                at++;
            } else {
                require(u8(at) == EOI && at + 1 == length, "its data is interrupted at byte " + at);
                return to;
            }
        }
        throw new Flaw("its end is missing");
    }

    /// Whether one of the bytes is zero once all bits are turned around (Henry S. Warren, Hacker's Delight, 6-1).
    private static boolean holds255(long eight) {
        return (~eight - ONES & eight & ONES << 7) != 0;
    }

    /// @param tables two for each block of a unit
    private void walk(CodeTable[] tables, long units, int from, int end) throws Flaw {
        long at = 8L * from;
        long last = 8L * end;
        long enough = at + 8L * MAX_WALKED_BYTES;
        for (long unit = 0; unit < units; unit++) {
            if (at > enough) {
                return;
            }
            require(at <= last, "its data ends before the last block");
            for (int block = 0; block < tables.length; block += 2) {
                at = walkBlock(tables[block], tables[block + 1], at);
            }
        }
        require(at <= last && last - at < Byte.SIZE, "its data does not end with the last block");
    }

    /// @param from bit at which the block begins
    /// @return bit at which the next one does
    private long walkBlock(CodeTable first, CodeTable others, long from) throws Flaw {
        long at = from;
        int step = first.step(bits(at));
        int k = 0;
        while (true) {
            require(step > 0, "its data has a code of no meaning");
            at += CodeTable.bits(step);
            k += CodeTable.advance(step);
            if (k >= CodeTable.COEFFICIENTS) {
                require(
                        k == CodeTable.COEFFICIENTS || k >= CodeTable.END_OF_BLOCK,
                        "a block has too many coefficients");
                return at;
            }
            long bits = bits(at);
            int steps = others.steps(bits);
            // Some of several steps may be of the next block.
            step = k + CodeTable.coefficients(steps) < CodeTable.COEFFICIENTS ? steps : others.step(bits);
        }
    }

    /// At least the next 57 of them.
    private long bits(long at) {
        return (long) LONGS.get(file, (int) (at >>> 3)) << (at & 7);
    }

    private int u8(int at) {
        return file[at] & 0xFF;
    }

    private int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    private static void require(boolean right, String otherwise) throws Flaw {
        if (!right) {
            throw new Flaw(otherwise);
        }
    }
}
