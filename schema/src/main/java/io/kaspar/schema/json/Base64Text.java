package io.kaspar.schema.json;

import io.kaspar.schema.program.PayloadCursor;
import java.util.Arrays;

/** Bytes that a JSON string holds in base64 (RFC 4648, section 4), with its padding. Used again for the next string. */
final class Base64Text {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = values();
    private static final byte NONE = -1;
    private static final int GROUP_LENGTH = 4;
    private static final int GROUP_BYTES = 3;
    private static final int BITS = 6;

    private final String columnType;
    private final StringContent content = new StringContent();
    private byte[] decoded = new byte[64];
    private int length;

    Base64Text(String columnType) {
        this.columnType = columnType;
    }

    private static byte[] values() {
        byte[] values = new byte[1 << Byte.SIZE];
        Arrays.fill(values, NONE);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    byte[] bytes() {
        return decoded;
    }

    int length() {
        return length;
    }

    /** Reads the string at the cursor, which was found to be good. */
    void read(PayloadCursor cursor) {
        byte[] bytes = cursor.bytes();
        int place = cursor.position();
        if (bytes[place] != '"') {
            throw JsonFault.wrongKind(bytes, place, columnType);
        }
        content.read(bytes, place, cursor.limit());
        cursor.moveTo(content.end());
        if (!decode(content.bytes(), content.position(), content.length())) {
            throw JsonFault.unfit(place, "a string that is no base64", columnType);
        }
    }

    /** Space may stand between groups of four characters, as some encoders break lines. */
    private boolean decode(byte[] source, int position, int count) {
        length = 0;
        if (decoded.length < count) {
            decoded = new byte[count];
        }
        int end = position + count;
        int at = space(source, position, end);
        while (at < end) {
            if (end - at < GROUP_LENGTH) {
                return false;
            }
            int behind = space(source, at + GROUP_LENGTH, end);
            int missing = behind < end || source[at + 3] != '=' ? 0 : source[at + 2] == '=' ? 2 : 1;
            int bits = bits(source, at, GROUP_LENGTH - missing);
            if (bits < 0) {
                return false;
            }
            for (int i = 0; i < GROUP_BYTES - missing; i++) {
                decoded[length++] = (byte) (bits >> ((GROUP_BYTES - 1 - i) * Byte.SIZE));
            }
            at = behind;
        }
        return true;
    }

    private static int space(byte[] source, int position, int end) {
        int at = position;
        while (at < end && source[at] >= 0 && source[at] <= ' ') {
            at++;
        }
        return at;
    }

    /** 24 bits, the lower ones 0 for characters that are not there; negative for what is none of the alphabet. */
    private static int bits(byte[] source, int position, int count) {
        int bits = 0;
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            int value = VALUES[source[position + i] & 0xFF];
            wrong |= value;
            bits = bits << BITS | value;
        }
        return wrong < 0 ? NONE : bits << ((GROUP_LENGTH - count) * BITS);
    }
}
