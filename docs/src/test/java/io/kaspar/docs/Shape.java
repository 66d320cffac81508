package io.kaspar.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which fields a YAML document may have, where no library knows: a file of {@code shapes} names them. {@code name!} must be there,
 * {@code "*"} is any other name. A value is a type ({@code text}, {@code texts}, {@code integer}, {@code boolean}, {@code map} of texts,
 * {@code scalars} by name, {@code nothing}, {@code any}), a list of the texts that are allowed, an object of fields, or a list of one such object for a list
 * of them.
 */
final class Shape {
    private final JsonNode root;

    private Shape(JsonNode root) {
        this.root = root;
    }

    static Shape of(String text) throws IOException {
        return new Shape(new YAMLMapper().readTree(text));
    }

    static Shape read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Shape.class.getResourceAsStream("/shapes/" + name), name)) {
            return new Shape(new YAMLMapper().readTree(in));
        }
    }

    /** What is wrong, each with its place. */
    List<String> mistakesOf(JsonNode document) {
        List<String> mistakes = new ArrayList<>();
        check("", root, document, mistakes);
        return mistakes;
    }

    private static void check(String place, JsonNode expected, JsonNode found, List<String> mistakes) {
        if (expected.isObject()) {
            checkFields(place, expected, found, mistakes);
        } else if (expected.isTextual()) {
            if (!isOfType(expected.asText(), found)) {
                mistakes.add(place + " is no " + expected.asText() + ": " + found);
            }
        } else if (expected.get(0).isObject()) {
            if (!found.isArray()) {
                mistakes.add(place + " is no list");
            }
            found.forEach(element -> check(place + "[]", expected.get(0), element, mistakes));
        } else if (elements(expected).noneMatch(found::equals)) {
            mistakes.add(place + " is " + found + ", not one of " + expected);
        }
    }

    private static void checkFields(String place, JsonNode expected, JsonNode found, List<String> mistakes) {
        if (!found.isObject()) {
            mistakes.add(place + " has no fields");
            return;
        }
        Map<String, JsonNode> known = new HashMap<>();
        expected.properties().forEach(field -> {
            String name = field.getKey().replace("!", "");
            known.put(name, field.getValue());
            if (field.getKey().endsWith("!") && !found.has(name)) {
                mistakes.add(place + " lacks " + name);
            }
        });
        found.properties().forEach(field -> {
            JsonNode value = known.getOrDefault(field.getKey(), known.get("*"));
            if (value == null) {
                mistakes.add(place + " has no field " + field.getKey());
            } else {
                check(place + "/" + field.getKey(), value, field.getValue(), mistakes);
            }
        });
    }

    private static boolean isOfType(String type, JsonNode found) {
        return switch (type) {
            case "text" -> found.isTextual();
            case "texts" -> found.isArray() && elements(found).allMatch(JsonNode::isTextual);
            case "integer" -> found.isInt();
            case "boolean" -> found.isBoolean();
            case "map" -> found.isObject() && elements(found).allMatch(JsonNode::isTextual);
            case "scalars" -> found.isObject() && elements(found).allMatch(JsonNode::isValueNode);
            case "nothing" -> found.isNull();
            case "any" -> true;
            default -> throw new IllegalArgumentException("no type: " + type);
        };
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
