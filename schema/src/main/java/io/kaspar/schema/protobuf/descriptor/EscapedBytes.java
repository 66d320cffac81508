package io.kaspar.schema.protobuf.descriptor;

/** Defaults of bytes as descriptors have them: escaped as in C. Source: {@code FieldDescriptorProto.default_value}. */
final class EscapedBytes {
    private static final int OCTAL = 8;
    private static final int HEXADECIMAL = 16;
    private static final int MOST_OCTAL_DIGITS = 3;
    private static final int MOST_HEXADECIMAL_DIGITS = 2;
    private static final String NAMES = "abfnrtv";
    private static final String CHARACTERS = "\u0007\b\f\n\r\t\u000b";

    private EscapedBytes() {}

    /** Each byte as the character of its number. */
    static String unescaped(String text) {
        StringBuilder bytes = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            char character = text.charAt(position++);
            if (character != '\\' || position == text.length()) {
                bytes.append(character);
                continue;
            }
            char escape = text.charAt(position);
            if (escape == 'x' || escape == 'X') {
                position = number(text, position + 1, HEXADECIMAL, MOST_HEXADECIMAL_DIGITS, bytes);
            } else if (Character.digit(escape, OCTAL) >= 0) {
                position = number(text, position, OCTAL, MOST_OCTAL_DIGITS, bytes);
            } else {
                int name = NAMES.indexOf(escape);
                bytes.append(name < 0 ? escape : CHARACTERS.charAt(name));
                position++;
            }
        }
        return bytes.toString();
    }

    private static int number(String text, int start, int radix, int mostDigits, StringBuilder bytes) {
        int value = 0;
        int position = start;
        while (position < Math.min(text.length(), start + mostDigits)
                && Character.digit(text.charAt(position), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(position++), radix);
        }
        bytes.append((char) (value & 0xFF));
        return position;
    }
}
