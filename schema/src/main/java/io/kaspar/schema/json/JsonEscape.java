package io.kaspar.schema.json;

/** What a backslash begins inside of a string. */
final class JsonEscape {
    /** Bytes of {@code \n} and its like. */
    private static final int SHORT_LENGTH = 2;

    /** Bytes of {@code \u00e9} and its like. */
    private static final int UNICODE_LENGTH = 6;

    private static final int HEX_DIGITS = 4;
    private static final int HEX_BITS = 4;
    private static final int LETTER_VALUE = 10;
    private static final int NO_HEX = -1;

    private JsonEscape() {}

    /** The place behind a character that is written with a backslash, or as a pair of surrogates. */
    static int end(byte[] bytes, int place, int end) {
        if (place + 1 >= end) {
            throw JsonScan.ended(end);
        }
        return switch (bytes[place + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> place + SHORT_LENGTH;
            case 'u' -> unicodeEnd(bytes, place, end);
            default -> throw new JsonFault(place, "a backslash before a character that JSON does not escape");
        };
    }

    private static int unicodeEnd(byte[] bytes, int place, int end) {
        char first = checkedUnit(bytes, place, end);
        int behind = place + UNICODE_LENGTH;
        if (!Character.isSurrogate(first)) {
            return behind;
        }
        boolean isPair = Character.isHighSurrogate(first)
                && behind + 1 < end
                && bytes[behind] == '\\'
                && bytes[behind + 1] == 'u'
                && Character.isLowSurrogate(checkedUnit(bytes, behind, end));
        if (!isPair) {
            throw new JsonFault(place, "half of a surrogate pair, which is no character");
        }
        return behind + UNICODE_LENGTH;
    }

    private static char checkedUnit(byte[] bytes, int place, int end) {
        if (place + UNICODE_LENGTH > end) {
            throw JsonScan.ended(end);
        }
        int unit = unit(bytes, place);
        if (unit < 0) {
            throw new JsonFault(place, "an escaped character without four hexadecimal digits");
        }
        return (char) unit;
    }

    /** Negative when there is something else than hexadecimal digits. */
    private static int unit(byte[] bytes, int place) {
        int unit = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            unit = unit << HEX_BITS | hex(bytes[place + SHORT_LENGTH + i]);
        }
        return unit;
    }

    private static int hex(byte octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int letter = octet | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + LETTER_VALUE : NO_HEX;
    }

    /** The character that is written from here to {@link #end}, in bytes that were found to be good. */
    static int codePoint(byte[] bytes, int place) {
        return switch (bytes[place + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                char first = (char) unit(bytes, place);
                yield Character.isHighSurrogate(first)
                        ? Character.toCodePoint(first, (char) unit(bytes, place + UNICODE_LENGTH))
                        : first;
            }
            default -> bytes[place + 1];
        };
    }
}
