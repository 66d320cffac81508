package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object with properties.
 *
 * @param rest of the other properties; null where the schema does not speak of them
 */
record GeneratedObject(List<Property> properties, @Nullable GeneratedSchema rest, boolean isSplit)
        implements GeneratedSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** @param required whether each value has it */
    record Property(String name, GeneratedSchema schema, boolean required) {}

    @Override
    public JsonNode schema() {
        ObjectNode schema = NODES.objectNode();
        if (isSplit && rest == null && properties.size() > 1) { // Additional ones are those of one schema.
            int half = properties.size() / 2;
            ArrayNode parts = schema.putArray("allOf");
            describe(parts.addObject(), properties.subList(0, half));
            describe(parts.addObject(), properties.subList(half, properties.size()));
        } else {
            describe(schema, properties);
        }
        if (rest != null) {
            schema.set("additionalProperties", rest.schema());
        }
        return schema;
    }

    private static void describe(ObjectNode schema, List<Property> properties) {
        schema.put("type", "object");
        ObjectNode described = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Property property : properties) {
            described.set(property.name(), property.schema().schema());
            if (property.required()) {
                required.add(property.name());
            }
        }
        if (required.isEmpty()) {
            schema.remove("required");
        }
    }

    @Override
    public JsonNode value(Random random) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        for (Property property : properties) {
            if (property.required() || random.nextInt(4) > 0) {
                members.put(property.name(), property.schema().value(random));
            }
        }
        if (rest != null) {
            for (int i = random.nextInt(3); i > 0; i--) {
                members.put("other " + i, rest.value(random));
            }
        } else if (random.nextInt(4) == 0) {
            members.put("unknown", NODES.objectNode().put("x", "\\\""));
        }
        List<String> order = new ArrayList<>(members.keySet());
        Collections.shuffle(order, random);
        ObjectNode value = NODES.objectNode();
        order.forEach(name -> value.set(name, members.get(name)));
        return value;
    }

    @Override
    public Object column(JsonNode value) {
        Map<String, Function<JsonNode, @Nullable Object>> columns = new LinkedHashMap<>();
        properties.forEach(property -> columns.put(property.name(), property.schema()::column));
        return column(value, columns);
    }

    /** @param each what the values of properties are as columns */
    Object column(JsonNode value, Map<String, Function<JsonNode, @Nullable Object>> each) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        value.fieldNames().forEachRemaining(others::add);
        for (Property property : properties) {
            JsonNode member = value.get(property.name());
            boolean isNull = member == null || member.isNull();
            columns.put(
                    property.name(),
                    isNull
                            ? null
                            : Objects.requireNonNull(each.get(property.name())).apply(member));
            others.remove(property.name());
        }
        if (rest != null) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            others.forEach(name -> all.put(name, restColumn(value.get(name))));
            columns.put("_additional", all);
        }
        return columns;
    }

    /** Strings as they are, where all are strings; else JSON text. */
    private @Nullable Object restColumn(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        boolean isString = rest != null && rest.isPlainString();
        return isString ? value.textValue() : value.toString();
    }
}
