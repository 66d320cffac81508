package io.kaspar.schema.avro;

import io.kaspar.schema.program.NumberSource;

/** Statements that read numbers, lengths and indexes as {@link AvroNumbers} does. */
final class AvroNumberSource {
    private AvroNumberSource() {}

    /** Declares {@code name} as the int that comes next. */
    static String intValue(String name) {
        return NumberSource.rawInt(name) + name + " = (" + name + " >>> 1) ^ -(" + name + " & 1);\n";
    }

    /** Declares {@code name} as the long that comes next. */
    static String longValue(String name) {
        return NumberSource.rawLong(name) + name + " = (" + name + " >>> 1) ^ -(" + name + " & 1L);\n";
    }

    /** Declares {@code name} as an int: the length of a string or of bytes, which the payload holds in full. */
    static String length(String name) {
        String wide = name + "L";
        // The lowest bit of a negative number is set.
        return NumberSource.rawLong(wide) + """
                if ((%1$s & 1L) != 0L) FAIL;
                %1$s >>>= 1;
                if (%1$s > end - p) FAIL;
                int %2$s = (int) %1$s;
                """.formatted(wide, name);
    }

    /** Declares {@code name} as the index of a branch or symbol, below {@code count}. */
    static String index(String name, int count) {
        return NumberSource.rawInt(name) + """
                if ((%1$s & 1) != 0) FAIL;
                %1$s >>>= 1;
                if (%1$s >= %2$d) FAIL;
                """.formatted(name, count);
    }
}
