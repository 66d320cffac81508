package io.kaspar.schema.json.schema;

import static io.kaspar.schema.json.schema.GeneratedScalars.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random schemas with random values of them. */
final class RandomJsonSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 4;

    private final Random random;
    private final boolean withConnect;
    private final ObjectNode definitions = NODES.objectNode();
    private final List<SchemaText.Reference> references = new ArrayList<>();
    private int names;

    RandomJsonSchemas(Random random) {
        this(random, true);
    }

    /** @param withConnect whether there are keywords of Connect, which only Connect knows the meaning of */
    RandomJsonSchemas(Random random, boolean withConnect) {
        this.random = random;
        this.withConnect = withConnect;
    }

    /** The text of a schema that this generator made, with what it refers to. */
    SchemaText text(GeneratedSchema schema) {
        ObjectNode root = schema.schema().deepCopy();
        root.set("definitions", definitions);
        return new SchemaText(SchemaKind.JSON, root.toString(), references);
    }

    GeneratedObject object() {
        return object(0);
    }

    private GeneratedObject object(int depth) {
        List<GeneratedObject.Property> properties = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            properties.add(new GeneratedObject.Property(name(), any(depth + 1), random.nextBoolean()));
        }
        GeneratedSchema rest = random.nextInt(4) == 0 ? any(depth + 1) : null;
        return new GeneratedObject(properties, rest, random.nextInt(4) == 0);
    }

    /** Names with all that makes names hard. */
    private String name() {
        String[] odd = {"", " x", "é", "\"q\"", ".", "$", "\\"};
        return "p" + names++ + (random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : "");
    }

    GeneratedSchema any(int depth) {
        if (depth >= MAX_DEPTH || random.nextInt(3) == 0) {
            return GeneratedScalars.of(random, withConnect);
        }
        return switch (random.nextInt(withConnect ? 9 : 8)) {
            case 0 -> new ArrayOf(any(depth + 1));
            case 1 -> new MapOf(any(depth + 1));
            case 2 -> object(depth);
            case 3 -> orNull(any(depth + 1));
            case 4 -> byKind(depth);
            case 5 -> byConstant(depth);
            case 6 -> referred(any(depth + 1));
            case 7 -> new Text(json("{'type': 'array', 'items': [{'type': 'integer'}, {'type': 'string'}]}"));
            default -> new EntriesOf(any(depth + 1));
        };
    }

    /** Null by two branches of a oneOf would be an error. */
    private GeneratedSchema orNull(GeneratedSchema schema) {
        boolean isOnce = !(schema instanceof OrNull) && !(schema instanceof Referred);
        return new OrNull(schema, isOnce && random.nextBoolean());
    }

    private record ArrayOf(GeneratedSchema element) implements GeneratedSchema {
        @Override
        public JsonNode schema() {
            return NODES.objectNode().put("type", "array").set("items", element.schema());
        }

        @Override
        public JsonNode value(Random random) {
            ArrayNode array = NODES.arrayNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                array.add(element.value(random));
            }
            return array;
        }

        @Override
        public Object column(JsonNode value) {
            List<@Nullable Object> all = new ArrayList<>();
            value.forEach(each -> all.add(each.isNull() ? null : element.column(each)));
            return all;
        }
    }

    private record MapOf(GeneratedSchema element) implements GeneratedSchema {
        @Override
        public JsonNode schema() {
            return NODES.objectNode().put("type", "object").set("additionalProperties", element.schema());
        }

        @Override
        public JsonNode value(Random random) {
            ObjectNode object = NODES.objectNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                object.set(GeneratedScalars.string(random), element.value(random));
            }
            return object;
        }

        @Override
        public Object column(JsonNode value) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            value.properties()
                    .forEach(member -> all.put(
                            member.getKey(), member.getValue().isNull() ? null : element.column(member.getValue())));
            return all;
        }
    }

    /** A map with keys that are no strings. */
    private record EntriesOf(GeneratedSchema element) implements GeneratedSchema {
        @Override
        public JsonNode schema() {
            ObjectNode entry = NODES.objectNode().put("type", "object");
            entry.putObject("properties").set("value", element.schema());
            ((ObjectNode) entry.get("properties")).set("key", json("{'type': 'integer'}"));
            return NODES.objectNode()
                    .put("type", "array")
                    .put("connect.type", "map")
                    .set("items", entry);
        }

        @Override
        public JsonNode value(Random random) {
            ArrayNode array = NODES.arrayNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                array.addObject().put("key", i).set("value", element.value(random));
            }
            return array;
        }

        @Override
        public Object column(JsonNode value) {
            Map<Object, @Nullable Object> all = new LinkedHashMap<>();
            value.forEach(entry -> all.put(
                    entry.get("key").longValue(),
                    entry.get("value").isNull() ? null : element.column(entry.get("value"))));
            return all;
        }
    }

    private record OrNull(GeneratedSchema inner, boolean nullFirst) implements GeneratedSchema {
        @Override
        public JsonNode schema() {
            ObjectNode schema = NODES.objectNode();
            ArrayNode branches = schema.putArray(nullFirst ? "oneOf" : "anyOf");
            JsonNode nothing = json("{'type': 'null', 'title': 'Not included'}");
            branches.add(nullFirst ? nothing : inner.schema());
            branches.add(nullFirst ? inner.schema() : nothing);
            return schema;
        }

        @Override
        public JsonNode value(Random random) {
            return random.nextInt(3) == 0 ? NullNode.instance : inner.value(random);
        }

        @Override
        public @Nullable Object column(JsonNode value) {
            return value.isNull() ? null : inner.column(value);
        }

        @Override
        public boolean isPlainString() {
            return inner.isPlainString();
        }
    }

    /** Any JSON, kept as text in an array. */
    private record Text(JsonNode schema) implements GeneratedSchema {
        @Override
        public JsonNode value(Random random) {
            return NODES.arrayNode().add(random.nextInt()).add(GeneratedScalars.string(random));
        }

        @Override
        public Object column(JsonNode value) {
            List<Object> all = new ArrayList<>();
            value.forEach(each -> all.add(each.toString()));
            return all;
        }
    }

    /** Values of one of several branches, each with a column. */
    private record OneOf(List<String> columns, List<GeneratedSchema> branches) implements GeneratedSchema {
        @Override
        public JsonNode schema() {
            ObjectNode schema = NODES.objectNode();
            ArrayNode all = schema.putArray("oneOf");
            branches.forEach(branch -> all.add(branch.schema()));
            return schema;
        }

        @Override
        public JsonNode value(Random random) {
            return branches.get(random.nextInt(branches.size())).value(random);
        }

        @Override
        public Object column(JsonNode value) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                all.put(
                        columns.get(i),
                        isOf(columns.get(i), value) ? branches.get(i).column(value) : null);
            }
            return all;
        }

        private static boolean isOf(String column, JsonNode value) {
            return switch (column) {
                case "string" -> value.isTextual();
                case "number" -> value.isNumber();
                case "boolean" -> value.isBoolean();
                case "array" -> value.isArray();
                case "object" -> value.isObject();
                default -> value.path("kind").asText().equals(column);
            };
        }
    }

    private GeneratedSchema byKind(int depth) {
        List<GeneratedSchema> branches = List.of(
                GeneratedScalars.scalar(
                        "{'type': 'string'}", r -> TextNode.valueOf(GeneratedScalars.string(r)), JsonNode::textValue),
                GeneratedScalars.scalar(
                        "{'type': 'number'}", r -> NODES.numberNode(r.nextGaussian()), JsonNode::doubleValue),
                new ArrayOf(any(depth + 1)),
                object(depth));
        List<String> columns = List.of("string", "number", "array", "object");
        int first = random.nextInt(3);
        return new OneOf(columns.subList(first, columns.size()), branches.subList(first, branches.size()));
    }

    private GeneratedSchema byConstant(int depth) {
        List<String> columns = List.of("card", "cash", "voucher");
        List<GeneratedSchema> branches = new ArrayList<>();
        for (String kind : columns) {
            GeneratedSchema constant = GeneratedScalars.scalar(
                    "{'const': '" + kind + "'}", r -> TextNode.valueOf(kind), JsonNode::textValue);
            List<GeneratedObject.Property> properties =
                    new ArrayList<>(object(depth).properties());
            properties.add(random.nextInt(properties.size()), new GeneratedObject.Property("kind", constant, true));
            branches.add(new GeneratedObject(properties, null, false));
        }
        return new OneOf(columns, branches);
    }

    private GeneratedSchema referred(GeneratedSchema schema) {
        String name = "d" + names++;
        JsonNode reference;
        if (random.nextBoolean()) {
            definitions.set(name, schema.schema());
            reference = json("{'$ref': '#/definitions/" + name + "'}");
        } else {
            ObjectNode document = NODES.objectNode();
            document.putObject("definitions").set("it", schema.schema());
            String inner = name + ".json";
            // Its own references lead to the first document, which has no name: such a schema stays in it.
            if (document.toString().contains("#/definitions/d")) {
                definitions.set(name, schema.schema());
                reference = json("{'$ref': '#/definitions/" + name + "'}");
            } else {
                references.add(new SchemaText.Reference(inner, document.toString()));
                reference = json("{'$ref': '" + inner + "#/definitions/it'}");
            }
        }
        return new Referred(reference, schema);
    }

    private record Referred(JsonNode schema, GeneratedSchema target) implements GeneratedSchema {
        @Override
        public JsonNode value(Random random) {
            return target.value(random);
        }

        @Override
        public @Nullable Object column(JsonNode value) {
            return target.column(value);
        }

        @Override
        public boolean isPlainString() {
            return target.isPlainString();
        }
    }
}
