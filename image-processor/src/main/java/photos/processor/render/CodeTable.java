package photos.processor.render;

/// A table of a JPEG's codes (ITU-T T.81, C.2 and F.2.2.3): how many bits a code takes with what follows it, and by how
/// many coefficients it goes on.
final class CodeTable {
    /// What a block's end goes on by; more than there are coefficients.
    static final int END_OF_BLOCK = 128;

    /// Of a block.
    static final int COEFFICIENTS = 64;

    private static final int LONGEST = 16;
    private static final int QUICK_BITS = 10;
    private static final int ADVANCE_SHIFT = 8;
    private static final int ZEROS = 0xF0;

    private final int[] quick = new int[1 << QUICK_BITS];
    private final int[] quickest = new int[1 << QUICK_BITS];
    private final int[] firstCodes = new int[LONGEST + 1];
    private final int[] counts = new int[LONGEST + 1];
    private final int[] steps;

    private CodeTable(int symbols) {
        this.steps = new int[symbols];
    }

    /// @param at of sixteen numbers of codes, each of a bit more than those before; their symbols follow
    /// @param ac whether the codes are of coefficients after the first
    static CodeTable read(byte[] file, int at, boolean ac) {
        int symbols = 0;
        for (int i = 0; i < LONGEST; i++) {
            symbols += file[at + i] & 0xFF;
        }
        CodeTable table = new CodeTable(symbols);
        byte[] quickCodeBits = new byte[table.quick.length];
        int code = 0;
        int next = 0;
        for (int bits = 1; bits <= LONGEST; bits++) {
            table.firstCodes[bits] = code;
            table.counts[bits] = file[at + bits - 1] & 0xFF;
            for (int i = 0; i < table.counts[bits]; i++) {
                int step = step(file[at + LONGEST + next] & 0xFF, bits, ac);
                table.steps[next++] = step;
                table.fillQuick(code++, bits, step, quickCodeBits);
            }
            code <<= 1;
        }
        table.chain(quickCodeBits);
        return table;
    }

    private static int step(int symbol, int codeBits, boolean ac) {
        if (!ac) {
            return 1 << ADVANCE_SHIFT | (codeBits + symbol);
        }
        int advance = symbol == 0 ? END_OF_BLOCK : (symbol >> 4) + 1;
        int following = symbol == ZEROS ? 0 : symbol & 15;
        return advance << ADVANCE_SHIFT | (codeBits + following);
    }

    private void fillQuick(int code, int bits, int step, byte[] quickCodeBits) {
        if (bits <= QUICK_BITS) {
            int from = code << (QUICK_BITS - bits);
            for (int i = 0; i < 1 << (QUICK_BITS - bits) && from + i < quick.length; i++) {
                quick[from + i] = step;
                quickCodeBits[from + i] = (byte) bits;
            }
        }
    }

    /// Puts together the steps whose codes lie wholly within the bits that are looked up: what follows a code may lie
    /// beyond, since its value does not matter.
    ///
    /// @param quickCodeBits how many bits the first code takes
    private void chain(byte[] quickCodeBits) {
        for (int i = 0; i < quick.length; i++) {
            int steps = quick[i];
            while (steps != 0 && bits(steps) < QUICK_BITS && advance(steps) < COEFFICIENTS) {
                int next = i << bits(steps) & quick.length - 1;
                if (quick[next] == 0 || bits(steps) + quickCodeBits[next] > QUICK_BITS) {
                    break;
                }
                steps += quick[next];
            }
            quickest[i] = steps;
        }
    }

    int definitionBytes() {
        return LONGEST + steps.length;
    }

    /// @param bits the next ones, from the highest on
    /// @return 0 if there is no such code
    int step(long bits) {
        int step = quick[(int) (bits >>> (Long.SIZE - QUICK_BITS))];
        return step == 0 ? longStep(bits) : step;
    }

    /// One step, or several at once: up to a block's end, and perhaps beyond where a block ends without saying so.
    ///
    /// @param bits the next ones, from the highest on
    /// @return 0 if there is no such code
    int steps(long bits) {
        int steps = quickest[(int) (bits >>> (Long.SIZE - QUICK_BITS))];
        return steps == 0 ? longStep(bits) : steps;
    }

    private int longStep(long bits) {
        int symbol = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int offset = (int) (bits >>> (Long.SIZE - length)) - firstCodes[length];
            if (offset >= 0 && offset < counts[length]) {
                return steps[symbol + offset];
            }
            symbol += counts[length];
        }
        return 0;
    }

    static int bits(int step) {
        return step & 0xFF;
    }

    static int advance(int step) {
        return step >> ADVANCE_SHIFT;
    }

    /// How many of the advance are coefficients.
    static int coefficients(int step) {
        return advance(step) & END_OF_BLOCK - 1;
    }
}
