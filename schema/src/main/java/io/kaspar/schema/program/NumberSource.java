package io.kaspar.schema.program;

/** Statements that read numbers as {@link PayloadCursor} does. */
public final class NumberSource {
    private NumberSource() {}

    /** Declares {@code name} as an int with the bits of the number that comes next, of at most five bytes. */
    public static String rawInt(String name) {
        return varint("int", name);
    }

    /** Declares {@code name} as a long with the bits of the number that comes next, of at most ten bytes. */
    public static String rawLong(String name) {
        return varint("long", name);
    }

    /** Declares {@code name} as an int of the next four bytes, little-endian. */
    public static String fixedInt(String name) {
        return require(Integer.BYTES) + "int " + name + " = PayloadBytes.intAt(b, p);\np += " + Integer.BYTES + ";\n";
    }

    /** Declares {@code name} as a long of the next eight bytes, little-endian. */
    public static String fixedLong(String name) {
        return require(Long.BYTES) + "long " + name + " = PayloadBytes.longAt(b, p);\np += " + Long.BYTES + ";\n";
    }

    /**
     * Passes over neighbouring numbers.
     *
     * @param intMask the bit of the lowest value stands for the first of them, and is set when that is an int
     */
    public static String skipVarints(int count, int intMask) {
        if (count > 1) {
            return "p = PayloadBytes.varintsEnd(b, p, end, " + count + ", " + intMask + ");\nif (p < 0) FAIL;\n";
        }
        return """
                if (p >= end) FAIL;
                if (b[p++] < 0) {
                p = PayloadBytes.%sEnd(b, p - 1, end);
                if (p < 0) FAIL;
                }
                """.formatted(intMask == 0 ? "long" : "int");
    }

    /** Passes over bytes whose number the schema tells. */
    public static String jump(int length) {
        return require(length) + "p += " + length + ";\n";
    }

    public static String require(int length) {
        return "if (end - p < " + length + ") FAIL;\n";
    }

    /**
     * Most numbers take up to three bytes, and numbers of one field mostly as many as the one before, which the processor
     * guesses; of what takes more, first the end is found, then all bytes are put together, without a guess.
     */
    private static String varint(String type, String name) {
        String cast = type.equals("int") ? "(int) " : "";
        return """
                if (p >= end) FAIL;
                %1$s %2$s = b[p++];
                if (%2$s < 0) {
                if (p >= end) FAIL;
                int %2$sNext = b[p++];
                if (%2$sNext >= 0) {
                %2$s = (%2$s & 127) | (%2$sNext << 7);
                } else {
                if (p >= end) FAIL;
                int %2$sThird = b[p++];
                if (%2$sThird >= 0) {
                %2$s = (%2$s & 127) | ((%2$sNext & 127) << 7) | (%2$sThird << 14);
                } else {
                int %2$sStart = p - 3;
                p = PayloadBytes.%1$sEnd(b, %2$sStart, end);
                if (p < 0) FAIL;
                %2$s = %3$sPayloadBytes.number(b, %2$sStart, p);
                }
                }
                }
                """.formatted(type, name, cast);
    }
}
