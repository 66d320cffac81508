package io.kaspar.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import org.apache.avro.Schema;

/** A reader's schema with a default of null for every field that has none; {@link LenientData} takes it for any type. */
final class OptionalFields {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULT = "default";

    private OptionalFields() {}

    static SchemaText of(Schema reader) throws SchemaException {
        try {
            JsonNode schema = JSON.readTree(reader.toString());
            addDefaults(schema);
            return SchemaText.avro(schema.toString());
        } catch (JsonProcessingException e) {
            throw new SchemaException("the schema's types lie too deep inside each other", e);
        }
    }

    private static void addDefaults(JsonNode schema) {
        if (schema.isArray()) {
            schema.forEach(OptionalFields::addDefaults);
        } else if (schema.isObject()) {
            JsonNode type = schema.path("type");
            if (!type.isTextual()) {
                addDefaults(type);
            } else {
                addDefaults(schema.path(type.textValue().equals("map") ? "values" : "items"));
                schema.path("fields").forEach(OptionalFields::addDefault);
            }
        }
    }

    private static void addDefault(JsonNode field) {
        addDefaults(field.path("type"));
        if (field instanceof ObjectNode object && !object.has(DEFAULT)) {
            object.putNull(DEFAULT);
        }
    }
}
