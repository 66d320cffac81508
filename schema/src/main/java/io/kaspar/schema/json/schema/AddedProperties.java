package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.util.Iterator;
import org.apache.spark.sql.types.StructType;

/** An object's schema with more properties: its text is edited, so that nothing is lost that somebody wrote there. */
final class AddedProperties {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private AddedProperties() {}

    static SchemaText of(SchemaText schema, StructType added) throws SchemaException {
        if (!schema.references().isEmpty()) {
            throw new SchemaException(
                    "columns are not added to a schema that refers to others: register a new version of it");
        }
        JsonNode root;
        try {
            root = JSON.readTree(schema.text());
        } catch (JsonProcessingException e) {
            throw new SchemaException("the schema's text is no JSON", e);
        }
        if (!(root instanceof ObjectNode object)
                || !root.path(JsonSchemaText.PROPERTIES).isObject()) {
            throw new SchemaException(
                    "columns are only added to a schema that is one object with properties of its own: register a new"
                            + " version of it");
        }
        JsonNode properties = root.get(JsonSchemaText.PROPERTIES);
        requireNew(properties, added);
        JsonSchemaText.add(object, nextIndex(properties), "", added);
        return new SchemaText(schema.kind(), root.toString(), schema.references(), schema.typeName());
    }

    private static void requireNew(JsonNode properties, StructType added) throws SchemaException {
        for (String name : added.fieldNames()) {
            for (Iterator<String> known = properties.fieldNames(); known.hasNext(); ) {
                String property = known.next();
                if (property.equalsIgnoreCase(name)) {
                    throw new SchemaException("the schema has a field " + property
                            + " already; columns whose names differ in case only cannot be told apart");
                }
            }
        }
    }

    /** Behind the others; less than 0 where one has no place but that in the text. */
    private static int nextIndex(JsonNode properties) {
        int next = 0;
        for (JsonNode property : properties) {
            JsonNode index = property.path(JsonSchemaText.CONNECT_INDEX);
            if (!index.isInt()) {
                return -1;
            }
            next = Math.max(next, index.intValue() + 1);
        }
        return next;
    }
}
