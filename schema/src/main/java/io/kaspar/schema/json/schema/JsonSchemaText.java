package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.shape.EntriesShape;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes a schema of objects that is read as the columns it was made of: {@link ShapeMapping} backwards. What may be null is left out of an
 * object, so that it is not required. Objects have no other members, as in the schemas that Confluent's serializer makes: only so can a
 * later version have more.
 */
final class JsonSchemaText {
    static final String PROPERTIES = "properties";
    static final String REQUIRED = "required";
    static final String CONNECT_INDEX = "connect.index";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonSchemaText() {}

    /**
     * The text of a schema of draft 7.
     *
     * @param title what the objects are called
     * @throws SchemaException when a type is none of JSON's
     */
    static String of(String title, StructType columns) throws SchemaException {
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", title);
        schema.setAll(object("", columns));
        return schema.toString();
    }

    private static ObjectNode object(String place, StructType columns) throws SchemaException {
        ObjectNode schema = typed("object");
        schema.putObject(PROPERTIES);
        schema.put("additionalProperties", false);
        add(schema, 0, place, columns);
        return schema;
    }

    /**
     * Adds properties to an object's schema.
     *
     * @param firstIndex the place of the first one among the columns; less than 0 where the order of the text says it
     */
    static void add(ObjectNode schema, int firstIndex, String place, StructType columns) throws SchemaException {
        // the Jackson of Spark 3.5 has no shorter way
        ObjectNode properties =
                schema.get(PROPERTIES) instanceof ObjectNode there ? there : schema.putObject(PROPERTIES);
        int index = firstIndex;
        for (StructField column : columns.fields()) {
            String at = place.isEmpty() ? column.name() : place + "." + column.name();
            ObjectNode property = value(at, column.dataType());
            if (index >= 0) {
                property.put(CONNECT_INDEX, index++);
            }
            if (column.getComment().isDefined()) {
                property.put("description", column.getComment().get());
            }
            properties.set(column.name(), property);
            if (!column.nullable()) {
                ArrayNode required =
                        schema.get(REQUIRED) instanceof ArrayNode there ? there : schema.putArray(REQUIRED);
                required.add(column.name());
            }
        }
    }

    private static ObjectNode value(String place, DataType type) throws SchemaException {
        if (type instanceof StructType struct) {
            return object(place, struct);
        }
        if (type instanceof ArrayType array) {
            ObjectNode schema = typed("array");
            schema.set("items", element(place + "[]", array.elementType(), array.containsNull()));
            return schema;
        }
        if (type instanceof MapType map) {
            return map.keyType() instanceof StringType ? map(place, map) : entries(place, map);
        }
        return ScalarText.of(place, type);
    }

    private static ObjectNode map(String place, MapType map) throws SchemaException {
        ObjectNode schema = typed("object");
        schema.put("connect.type", "map");
        schema.set("additionalProperties", element(place + "{}", map.valueType(), map.valueContainsNull()));
        return schema;
    }

    /** Names of members are text, so that other keys stand beside their values. */
    private static ObjectNode entries(String place, MapType map) throws SchemaException {
        ObjectNode schema = typed("array");
        schema.put("connect.type", "map");
        ObjectNode entry = schema.putObject("items");
        entry.put("type", "object");
        ObjectNode parts = entry.putObject(PROPERTIES);
        parts.set(EntriesShape.KEY, value(place + "{key}", map.keyType()));
        parts.set(EntriesShape.VALUE, element(place + "{}", map.valueType(), map.valueContainsNull()));
        entry.putArray(REQUIRED).add(EntriesShape.KEY).add(EntriesShape.VALUE);
        return schema;
    }

    private static ObjectNode element(String place, DataType type, boolean mayBeNull) throws SchemaException {
        ObjectNode schema = value(place, type);
        if (!mayBeNull) {
            return schema;
        }
        ObjectNode either = NODES.objectNode();
        ArrayNode branches = either.putArray("oneOf");
        branches.add(typed("null"));
        branches.add(schema);
        return either;
    }

    static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }
}
