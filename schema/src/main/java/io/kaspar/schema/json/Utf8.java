package io.kaspar.schema.json;

/** Characters as bytes. */
final class Utf8 {
    private static final int FIRST_OF_TWO_BYTES = 0x80;
    private static final int FIRST_OF_THREE_BYTES = 0x800;
    private static final int FIRST_OF_FOUR_BYTES = 0x10000;
    private static final int CONTINUED_BITS = 6;
    private static final int CONTINUED_MASK = 0x3F;

    private Utf8() {}

    /** How many bytes it put: four at most. */
    static int put(int codePoint, byte[] target, int position) {
        if (codePoint < FIRST_OF_TWO_BYTES) {
            target[position] = (byte) codePoint;
            return 1;
        }
        int length = codePoint < FIRST_OF_THREE_BYTES ? 2 : codePoint < FIRST_OF_FOUR_BYTES ? 3 : 4;
        int left = codePoint;
        for (int i = length - 1; i > 0; i--) {
            target[position + i] = (byte) (0x80 | (left & CONTINUED_MASK));
            left >>= CONTINUED_BITS;
        }
        int lead = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0;
        target[position] = (byte) (lead | left);
        return length;
    }
}
