package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;

/** A kind of JSON values, as {@code type} tells them apart. */
enum JsonKind {
    NULL,
    BOOLEAN,
    /** Numbers without a fraction. */
    INTEGER,
    /** The other numbers. */
    FRACTION,
    STRING,
    ARRAY,
    OBJECT;

    static Set<JsonKind> all() {
        return EnumSet.allOf(JsonKind.class);
    }

    /** The kinds that a word of {@code type} means; all for a word that JSON Schema does not know. */
    static Set<JsonKind> named(String type) {
        return switch (type) {
            case "null" -> EnumSet.of(NULL);
            case "boolean" -> EnumSet.of(BOOLEAN);
            case "integer" -> EnumSet.of(INTEGER);
            case "number" -> EnumSet.of(INTEGER, FRACTION);
            case "string" -> EnumSet.of(STRING);
            case "array" -> EnumSet.of(ARRAY);
            case "object" -> EnumSet.of(OBJECT);
            default -> all();
        };
    }

    static JsonKind of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> NULL;
            case BOOLEAN -> BOOLEAN;
            case NUMBER -> isWhole(value) ? INTEGER : FRACTION;
            case STRING, BINARY -> STRING;
            case ARRAY -> ARRAY;
            case OBJECT, POJO -> OBJECT;
        };
    }

    private static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() || number.doubleValue() == Math.rint(number.doubleValue());
    }
}
