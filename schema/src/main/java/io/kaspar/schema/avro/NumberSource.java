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
                if ((%1$s & 1L) != 0L) return -1;
                %1$s >>>= 1;
                if (%1$s > end - p) return -1;
                int %2$s = (int) %1$s;
                """.formatted(wide, name);
    }

    /** Declares {@code name} as the index of a branch or symbol, below {@code count}. */
    static String index(String name, int count) {
        return varint("int", name) + """
                if ((%1$s & 1) != 0) return -1;
                %1$s >>>= 1;
                if (%1$s >= %2$d) return -1;
                """.formatted(name, count);
    }

    static String skipInt() {
        return skipVarint("intEnd");
    }

    static String skipLong() {
        return skipVarint("longEnd");
    }

    /** Passes over bytes whose number the schema tells. */
    static String jump(int length) {
        return require(length) + "p += " + length + ";\n";
    }

    static String require(int length) {
        return "if (end - p < " + length + ") return -1;\n";
    }

    private static String skipVarint(String endMethod) {
        return """
                if (p >= end) return -1;
                if (b[p++] < 0) {
                p = PayloadBytes.%s(b, p - 1, end);
                if (p < 0) return -1;
                }
                """.formatted(endMethod);
    }

    /** Most numbers take one byte; of what takes more, first the end is found, then all bytes are put together. */
    private static String varint(String type, String name) {
        return """
                if (p >= end) return -1;
                %1$s %2$s = b[p++];
                if (%2$s < 0) {
                int %2$sStart = p - 1;
                p = PayloadBytes.%1$sEnd(b, %2$sStart, end);
                if (p < 0) return -1;
                %2$s = %3$sPayloadBytes.number(b, %2$sStart, p);
                }
                """.formatted(type, name, type.equals("int") ? "(int) " : "");
    }
}
