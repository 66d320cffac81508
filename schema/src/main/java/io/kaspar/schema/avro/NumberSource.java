package io.kaspar.schema.avro;

/** Statements that read numbers, lengths and indexes as {@link PayloadCursor} does. */
final class NumberSource {
    private NumberSource() {}

    /** Declares {@code name} as the int that comes next. */
    static String intValue(String name) {
        return varint("int", name) + name + " = (" + name + " >>> 1) ^ -(" + name + " & 1);\n";
    }

    /** Declares {@code name} as the long that comes next. */
    static String longValue(String name) {
        return varint("long", name) + name + " = (" + name + " >>> 1) ^ -(" + name + " & 1L);\n";
    }

    /** Declares {@code name} as an int: the length of a string or of bytes, which the payload holds in full. */
    static String length(String name) {
        String wide = name + "L";
        // The lowest bit of a negative number is set.
        return varint("long", wide) + """
                if ((%1$s & 1L) != 0L) FAIL;
                %1$s >>>= 1;
                if (%1$s > end - p) FAIL;
                int %2$s = (int) %1$s;
                """.formatted(wide, name);
    }

    /** Declares {@code name} as the index of a branch or symbol, below {@code count}. */
    static String index(String name, int count) {
        return varint("int", name) + """
                if ((%1$s & 1) != 0) FAIL;
                %1$s >>>= 1;
                if (%1$s >= %2$d) FAIL;
                """.formatted(name, count);
    }

    /**
     * Passes over neighbouring numbers.
     *
     * @param intMask the bit of the lowest value stands for the first of them, and is set when that is an int
     */
    static String skipVarints(int count, int intMask) {
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
    static String jump(int length) {
        return require(length) + "p += " + length + ";\n";
    }

    static String require(int length) {
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
