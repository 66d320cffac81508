package io.kaspar.schema.json;

import io.kaspar.schema.program.Utf8Check;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Passes over JSON as RFC 8259 defines it, in UTF-8, and checks every byte: what is passed over is as good as what is read.
 *
 * <p>All methods take the place of the first byte and the end of the payload in the buffer, give the place behind what they passed, and throw
 * {@link JsonFault}.
 */
final class JsonScan {
    /** Objects and arrays inside each other, as Jackson allows them. */
    static final int MAX_DEPTH = 1_000;

    /** Bytes of a number, as Jackson allows them: to make a number of more digits takes the square of them in time. */
    static final int MAX_NUMBER_LENGTH = 1_000;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final int BYTE_BITS = 3;

    private JsonScan() {}

    static int space(byte[] bytes, int place, int end) {
        int at = place;
        while (at < end && bytes[at] <= ' ' && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    /** @param depth how many objects and arrays are around the value */
    static int value(byte[] bytes, int place, int end, int depth) {
        if (place >= end) {
            throw ended(end);
        }
        return switch (bytes[place]) {
            case '"' -> string(bytes, place + 1, end);
            case '{' -> object(bytes, place, end, depth + 1);
            case '[' -> array(bytes, place, end, depth + 1);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(bytes, place, end);
            case 't' -> literal(bytes, place, end, TRUE);
            case 'f' -> literal(bytes, place, end, FALSE);
            case 'n' -> literal(bytes, place, end, NULL);
            default -> throw new JsonFault(place, "no JSON value starts with this byte");
        };
    }

    private static int object(byte[] bytes, int place, int end, int depth) {
        checkDepth(place, depth);
        int at = space(bytes, place + 1, end);
        if (at < end && bytes[at] == '}') {
            return at + 1;
        }
        while (true) {
            at = string(bytes, nameStart(bytes, at, end), end);
            at = value(bytes, colon(bytes, at, end), end, depth);
            at = space(bytes, at, end);
            if (isLast(bytes, at, end, '}')) {
                return at + 1;
            }
            at = space(bytes, at + 1, end);
        }
    }

    private static int array(byte[] bytes, int place, int end, int depth) {
        checkDepth(place, depth);
        int at = space(bytes, place + 1, end);
        if (at < end && bytes[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = value(bytes, at, end, depth);
            at = space(bytes, at, end);
            if (isLast(bytes, at, end, ']')) {
                return at + 1;
            }
            at = space(bytes, at + 1, end);
        }
    }

    private static void checkDepth(int place, int depth) {
        if (depth > MAX_DEPTH) {
            throw new JsonFault(place, "objects and arrays lie more than " + MAX_DEPTH + " deep inside each other");
        }
    }

    /** The place behind a name's opening quote. */
    static int nameStart(byte[] bytes, int place, int end) {
        if (place >= end) {
            throw ended(end);
        }
        if (bytes[place] != '"') {
            throw new JsonFault(place, "the name of a member begins with a double quote, and this byte is none");
        }
        return place + 1;
    }

    /** The place of the value behind a colon. */
    static int colon(byte[] bytes, int place, int end) {
        int at = space(bytes, place, end);
        if (at >= end) {
            throw ended(end);
        }
        if (bytes[at] != ':') {
            throw new JsonFault(at, "a colon is missing behind a member's name");
        }
        return space(bytes, at + 1, end);
    }

    /** Whether an object or array ends here; if not, a comma is here. */
    static boolean isLast(byte[] bytes, int place, int end, char closing) {
        if (place >= end) {
            throw ended(end);
        }
        if (bytes[place] == ',') {
            return false;
        }
        if (bytes[place] != closing) {
            throw new JsonFault(place, "neither a comma nor a " + closing + " follows a value");
        }
        return true;
    }

    private static int literal(byte[] bytes, int place, int end, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (place + i >= end) {
                throw ended(end);
            }
            if (bytes[place + i] != text[i]) {
                throw new JsonFault(place + i, "a word that is none of JSON's");
            }
        }
        return place + text.length;
    }

    static int number(byte[] bytes, int place, int end) {
        int first = bytes[place] == '-' ? place + 1 : place;
        int at = digits(bytes, first, end);
        if (at > first + 1 && bytes[first] == '0') {
            throw new JsonFault(first, "a number with a zero before its first digit");
        }
        if (at < end && bytes[at] == '.') {
            at = digits(bytes, at + 1, end);
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            int sign = at + 1;
            at = digits(bytes, sign < end && (bytes[sign] == '+' || bytes[sign] == '-') ? sign + 1 : sign, end);
        }
        if (at - place > MAX_NUMBER_LENGTH) {
            throw new JsonFault(place, "a number takes more than " + MAX_NUMBER_LENGTH + " bytes");
        }
        return at;
    }

    private static int digits(byte[] bytes, int place, int end) {
        int at = place;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == place) {
            throw at == end ? ended(end) : new JsonFault(place, "a number lacks a digit");
        }
        return at;
    }

    /** @param place behind the opening quote */
    static int string(byte[] bytes, int place, int end) {
        int at = place;
        while (true) {
            while (at <= end - Long.BYTES) {
                long special = special((long) LONG.get(bytes, at));
                if (special != 0) {
                    at += Long.numberOfTrailingZeros(special) >>> BYTE_BITS;
                    break;
                }
                at += Long.BYTES;
            }
            if (at >= end) {
                throw ended(end);
            }
            byte octet = bytes[at];
            if (octet == '"') {
                return at + 1;
            }
            at = octet >= ' ' && octet != '\\' ? at + 1 : unusual(bytes, at, end);
        }
    }

    /** The lowest bit that is set belongs to the first byte that is no plain character; those above it mean nothing. */
    private static long special(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        long found = ((word - SPACES) | (quotes - ONES) | (backslashes - ONES)) & ~word;
        return (found | word) & HIGH_BITS;
    }

    private static int unusual(byte[] bytes, int place, int end) {
        if (bytes[place] == '\\') {
            return JsonEscape.end(bytes, place, end);
        }
        if (bytes[place] >= 0) {
            throw new JsonFault(place, "a control character inside of a string");
        }
        int length = Utf8Check.characterLength(bytes, place, end);
        if (length == 0) {
            throw new JsonFault(place, "text that is no UTF-8");
        }
        return place + length;
    }

    /** The place of the next quote or backslash in a string that was found to be good. */
    static int quoteOrBackslash(byte[] bytes, int place, int end) {
        int at = place;
        while (at <= end - Long.BYTES) {
            long word = (long) LONG.get(bytes, at);
            long quotes = word ^ QUOTES;
            long backslashes = word ^ BACKSLASHES;
            long found = (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes)) & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> BYTE_BITS);
            }
            at += Long.BYTES;
        }
        while (bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    static JsonFault ended(int end) {
        return new JsonFault(end, "the payload ends inside of a value");
    }
}
