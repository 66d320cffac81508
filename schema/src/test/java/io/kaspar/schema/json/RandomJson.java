package io.kaspar.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** JSON texts by chance, with space, escapes, deep and large values, and names that come twice. */
final class RandomJson {
    private static final List<String> SPACES = List.of("", "", "", "", " ", "\n", "\t", "\r", "  \n ");
    private static final List<String> NAMES =
            List.of("a", "b", "key", "", "value", "longer name", "\u00e9t\u00e9", "Z", "\ud83d\ude00");
    private static final String LETTERS = "abcXYZ 09.,:{}[]'/\u007f\u0080\u00e9\u07ff\u0800\u20ac\ud7ff\ue000\uffff";
    private static final List<String> ESCAPES = List.of(
            "\\\"",
            "\\\\",
            "\\/",
            "\\b",
            "\\f",
            "\\n",
            "\\r",
            "\\t",
            "\\u0000",
            "\\u00E9",
            "\\u20ac",
            "\\uD83D\\uDE00",
            "\\u0041");

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    String document() {
        return space() + value(4) + space();
    }

    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2, 3 -> number();
            case 4, 5 -> string();
            case 6 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    private String array(int depth) {
        StringBuilder text = new StringBuilder("[").append(space());
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : "," + space()).append(value(depth)).append(space());
        }
        return text.append(']').toString();
    }

    private String object(int depth) {
        StringBuilder text = new StringBuilder("{").append(space());
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String name = random.nextInt(4) == 0 ? string() : "\"" + NAMES.get(random.nextInt(NAMES.size())) + "\"";
            text.append(i == 0 ? "" : "," + space())
                    .append(name)
                    .append(space())
                    .append(':')
                    .append(space());
            text.append(value(depth)).append(space());
        }
        return text.append('}').toString();
    }

    String string() {
        StringBuilder text = new StringBuilder("\"");
        int length = random.nextInt(3) == 0 ? random.nextInt(90) : random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextInt(12) == 0
                            ? ESCAPES.get(random.nextInt(ESCAPES.size()))
                            : LETTERS.charAt(random.nextInt(random.nextInt(6) == 0 ? LETTERS.length() : 10)));
        }
        return text.append('"').toString();
    }

    String number() {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(5) == 0 ? "0" : digits(1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 10)));
        if (random.nextInt(3) == 0) {
            text.append('.').append(digits(1 + random.nextInt(8))).append(random.nextBoolean() ? "00" : "");
        }
        if (random.nextInt(6) == 0) {
            text.append(random.nextBoolean() ? "e" : "E")
                    .append(List.of("", "+", "-").get(random.nextInt(3)));
            text.append(random.nextInt(40));
        }
        return text.toString();
    }

    /** Without a zero in front. */
    private String digits(int count) {
        StringBuilder text = new StringBuilder().append((char) ('1' + random.nextInt(9)));
        for (int i = 1; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    private String space() {
        return SPACES.get(random.nextInt(SPACES.size()));
    }

    /** The bytes with one of them changed, taken out, doubled or cut off behind. */
    byte[] damaged(byte[] json) {
        int at = random.nextInt(json.length);
        byte[] marks = "{}[]\",:\\u0e-+. \u0001ntf".getBytes(StandardCharsets.ISO_8859_1);
        byte[] damaged = json.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged[at] = (byte) random.nextInt(256);
            case 1 -> damaged[at] = marks[random.nextInt(marks.length)];
            case 2 -> damaged = Arrays.copyOf(json, at);
            default -> {
                damaged = new byte[json.length + 1];
                System.arraycopy(json, 0, damaged, 0, at);
                damaged[at] = marks[random.nextInt(marks.length)];
                System.arraycopy(json, at, damaged, at + 1, json.length - at);
            }
        }
        return damaged;
    }
}
