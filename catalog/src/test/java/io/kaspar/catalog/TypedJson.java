package io.kaspar.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random JSON objects whose members are values that Spark's {@code from_json} takes for their columns. */
final class TypedJson {
    /** Names and types, as many as {@link #value} knows. */
    static final Map<String, String> COLUMNS = new TreeMap<>(Map.ofEntries(
            Map.entry("tiny", "TINYINT"),
            Map.entry("small", "SMALLINT"),
            Map.entry("i", "INT"),
            Map.entry("long", "BIGINT"),
            Map.entry("f", "FLOAT"),
            Map.entry("d", "DOUBLE"),
            Map.entry("dec", "DECIMAL(12,3)"),
            Map.entry("wide", "DECIMAL(38,10)"),
            Map.entry("flag", "BOOLEAN"),
            Map.entry("text", "STRING"),
            Map.entry("bin", "BINARY"),
            Map.entry("day", "DATE"),
            Map.entry("ts", "TIMESTAMP"),
            Map.entry("ntz", "TIMESTAMP_NTZ"),
            Map.entry("list", "ARRAY<STRUCT<x: INT, y: STRING>>"),
            Map.entry("dict", "MAP<STRING, DOUBLE>"),
            Map.entry("nested", "STRUCT<p: STRUCT<q: BIGINT>, `odd name`: STRING>"),
            Map.entry("any", "VARIANT")));

    private final Random random;

    TypedJson(Random random) {
        this.random = random;
    }

    static String ddl() {
        List<String> columns = new ArrayList<>();
        COLUMNS.forEach((name, type) -> columns.add(name + " " + type));
        return String.join(", ", columns);
    }

    String object() {
        return object(12);
    }

    /** Without two members of one name. */
    String uniqueObject() {
        return object(Integer.MAX_VALUE);
    }

    private String object(int membersForOneDouble) {
        List<String> members = new ArrayList<>();
        COLUMNS.keySet().forEach(name -> {
            for (int count = random.nextInt(membersForOneDouble) == 0 ? 2 : random.nextInt(6) == 0 ? 0 : 1;
                    count > 0;
                    count--) {
                members.add(name(name) + space() + ":" + space() + (random.nextInt(9) == 0 ? "null" : value(name)));
            }
        });
        members.add("\"unknown " + random.nextInt(3) + "\":" + anything(2));
        if (random.nextInt(3) == 0) {
            Collections.shuffle(members, random);
        }
        return "{" + space() + String.join(space() + "," + space(), members) + "}";
    }

    /** Sometimes with its first letter escaped. */
    private String name(String name) {
        return random.nextInt(10) == 0
                ? String.format("\"\\u%04x%s\"", (int) name.charAt(0), name.substring(1))
                : "\"" + name + "\"";
    }

    private String value(String name) {
        return switch (name) {
            case "tiny" -> Integer.toString(random.nextInt(256) - 128);
            case "small" -> Integer.toString(random.nextInt(65_536) - 32_768);
            case "i" -> Integer.toString(random.nextInt());
            case "long" -> Long.toString(random.nextLong() >> random.nextInt(64));
            case "f" -> random.nextBoolean() ? Float.toString((random.nextFloat() - 0.5f) * 1e6f) : number();
            case "d" ->
                random.nextInt(20) == 0
                        ? "\"-Infinity\""
                        : random.nextBoolean() ? Double.toString(random.nextGaussian()) : number();
            case "dec", "wide" -> random.nextInt(4) == 0 ? "\"" + smallNumber() + "\"" : smallNumber();
            case "flag" -> Boolean.toString(random.nextBoolean());
            case "text" -> random.nextInt(3) == 0 ? anything(2) : string();
            case "bin" -> List.of("\"AQIDBA==\"", "\"\"", "\"+/+/\"").get(random.nextInt(3));
            case "day" -> "\"" + date() + "\"";
            case "ts" ->
                random.nextInt(5) == 0
                        ? Integer.toString(random.nextInt())
                        : "\"" + date() + "T" + time()
                                + List.of("Z", "+01:30", "-11:00", "", " Europe/Paris")
                                        .get(random.nextInt(5)) + "\"";
            case "ntz" -> "\"" + date() + " " + time() + "\"";
            case "list" -> "[{\"x\":1," + space() + "\"y\":" + string() + "}," + "{\"y\":" + anything(1) + "}, null]";
            case "dict" -> "{\"a\":" + number() + ",\"" + random.nextInt(100) + "\":null}";
            case "nested" -> "{\"odd name\":" + string() + ",\"p\":{\"q\":" + random.nextLong() + "}}";
            default -> anything(3);
        };
    }

    /** Without two members of one name. */
    String anything(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> List.of("null", "true", "false").get(random.nextInt(3));
            case 1, 2 -> number();
            case 3 -> string();
            case 4 -> "[" + anything(depth - 1) + space() + "," + anything(depth - 1) + "]";
            default -> "{\"b\":" + anything(depth - 1) + ",\"a\":" + space() + anything(depth - 1) + "}";
        };
    }

    private String smallNumber() {
        return (random.nextBoolean() ? "-" : "")
                + random.nextInt(1_000_000)
                + (random.nextBoolean() ? "." + random.nextInt(100_000_000) : "");
    }

    private String number() {
        return smallNumber() + (random.nextInt(4) == 0 ? "e" + (random.nextInt(40) - 20) : "");
    }

    private String string() {
        String letters = "abc XYZ,:{}[]\u00e9\u20ac";
        StringBuilder text = new StringBuilder("\"");
        for (int length = random.nextInt(20); length > 0; length--) {
            text.append(
                    random.nextInt(8) == 0
                            ? List.of("\\n", "\\\"", "\\u00e9", "\\ud83d\\ude00", "\\/", "\\\\")
                                    .get(random.nextInt(6))
                            : letters.charAt(random.nextInt(letters.length())));
        }
        return text.append('"').toString();
    }

    private String date() {
        return (1890 + random.nextInt(200))
                + String.format("-%02d-%02d", 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private String time() {
        return String.format("%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60))
                + List.of("", ".5", ".123456", ".1234567").get(random.nextInt(4));
    }

    private String space() {
        return List.of("", "", "", " ", "\n\t").get(random.nextInt(5));
    }
}
