package photos.processor.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Spoils sound files; the same number always spoils in the same way.
final class Mutator {
    private static final int[] NUMBERS = {
        0,
        1,
        2,
        3,
        7,
        8,
        0x7F,
        0x80,
        0xFF,
        0x100,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x1_0000,
        1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        -1,
        -2,
        -8
    };
    private static final int HEADER = 200;
    private static final int MAGIC = 4;

    private final List<byte[]> sound;
    private final Random random;

    Mutator(List<byte[]> sound, long number) {
        this.sound = sound;
        this.random = new Random(number);
    }

    /// A file made from one of the sound ones, or from two.
    byte[] spoiled() {
        byte[] start = sound.get(random.nextInt(sound.size()));
        byte[] file = start;
        for (int left = random.nextInt(4); left >= 0; left--) {
            file = once(file);
        }
        return random.nextInt(8) == 0 ? file : recognisable(file, start);
    }

    /// With the first bytes it began with, by which its format is told: most inputs shall reach a decoder.
    private static byte[] recognisable(byte[] file, byte[] start) {
        byte[] copy = file.clone();
        System.arraycopy(start, 0, copy, 0, Math.min(MAGIC, Math.min(copy.length, start.length)));
        return copy;
    }

    private byte[] once(byte[] file) {
        if (file.length < 8) {
            return file;
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> flipped(file);
            case 2, 3 -> overwritten(file);
            case 4, 5 -> renumbered(file);
            case 6 -> Arrays.copyOf(file, 1 + random.nextInt(file.length));
            case 7 -> spliced(file, sound.get(random.nextInt(sound.size())));
            default -> rearranged(file);
        };
    }

    /// More often in the first bytes than anywhere else.
    private int place(byte[] file) {
        return random.nextInt(random.nextBoolean() ? file.length : Math.min(HEADER, file.length));
    }

    private byte[] flipped(byte[] file) {
        byte[] copy = file.clone();
        for (int left = random.nextInt(8); left >= 0; left--) {
            copy[place(copy)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] overwritten(byte[] file) {
        byte[] copy = file.clone();
        int from = place(copy);
        int to = Math.min(copy.length, from + 1 + random.nextInt(random.nextBoolean() ? 2 : 32));
        boolean same = random.nextBoolean();
        byte value = (byte) random.nextInt();
        for (int at = from; at < to; at++) {
            copy[at] = same ? value : (byte) random.nextInt();
        }
        return copy;
    }

    private byte[] renumbered(byte[] file) {
        byte[] copy = file.clone();
        ByteBuffer bytes =
                ByteBuffer.wrap(copy).order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int at = Math.min(place(copy), copy.length - 4);
        int number = random.nextInt(8) == 0 ? copy.length : NUMBERS[random.nextInt(NUMBERS.length)];
        if (random.nextBoolean()) {
            bytes.putInt(at, number);
        } else {
            bytes.putShort(at, (short) number);
        }
        return copy;
    }

    private byte[] spliced(byte[] file, byte[] other) {
        return new Bytes()
                .add(file, 0, random.nextInt(file.length))
                .add(other, random.nextInt(other.length), other.length)
                .array();
    }

    private byte[] rearranged(byte[] file) {
        List<byte[]> pieces;
        try {
            pieces = new ArrayList<>(Chunks.of(file));
        } catch (RuntimeException e) {
            // What was spoiled before has no pieces any more.
            return flipped(file);
        }
        int one = random.nextInt(pieces.size());
        int other = random.nextInt(pieces.size());
        switch (random.nextInt(4)) {
            case 0 -> pieces.remove(one);
            case 1 -> pieces.add(other, pieces.get(one));
            case 2 -> pieces.set(one, pieces.set(other, pieces.get(one)));
            default -> {
                List<byte[]> others = Chunks.of(sound.get(random.nextInt(sound.size())));
                pieces.add(one, others.get(random.nextInt(others.size())));
            }
        }
        Bytes whole = new Bytes();
        pieces.forEach(whole::add);
        return whole.array();
    }
}
