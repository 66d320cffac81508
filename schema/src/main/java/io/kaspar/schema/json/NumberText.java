package io.kaspar.schema.json;

import io.kaspar.schema.program.PayloadCursor;
import java.nio.charset.StandardCharsets;

/** Numbers as they are written. */
final class NumberText {
    private NumberText() {}

    static boolean startsAt(byte[] bytes, int place) {
        return bytes[place] == '-' || isDigit(bytes[place]);
    }

    static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /** Whether the number goes on behind its first digits. */
    static boolean isFraction(byte[] bytes, int place, int limit) {
        return place < limit && (bytes[place] == '.' || (bytes[place] | 0x20) == 'e');
    }

    /** The number at the cursor, which is moved behind it. */
    static String read(PayloadCursor cursor) {
        int place = cursor.position();
        int end = JsonScan.number(cursor.bytes(), place, cursor.limit());
        cursor.moveTo(end);
        return new String(cursor.bytes(), place, end - place, StandardCharsets.ISO_8859_1);
    }

    static boolean isInteger(String number) {
        return number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0;
    }
}
