package io.kaspar.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** What Kaspar's columns are, as a schema that Avro's own reader takes: every field, and the payload, may be null. */
final class NullableReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NullableReader() {}

    static Schema of(Schema reader) {
        try {
            JsonNode json = JSON.readTree(reader.toString());
            makeFieldsNullable(json);
            return new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(withNull(json, false).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void makeFieldsNullable(JsonNode type) {
        if (type.isArray()) {
            type.forEach(NullableReader::makeFieldsNullable);
        } else if (type.isObject()) {
            makeFieldsNullable(type.path("type"));
            makeFieldsNullable(type.path("items"));
            makeFieldsNullable(type.path("values"));
            type.path("fields").forEach(field -> makeFieldNullable((ObjectNode) field));
        }
    }

    private static void makeFieldNullable(ObjectNode field) {
        makeFieldsNullable(field.get("type"));
        boolean hasValue = field.has("default") && !field.get("default").isNull();
        field.set("type", withNull(field.get("type"), hasValue));
        if (!hasValue) {
            field.putNull("default");
        }
    }

    private static ArrayNode withNull(JsonNode type, boolean isLast) {
        ArrayNode union = JSON.createArrayNode();
        ArrayNode branches = JSON.createArrayNode();
        if (type.isArray()) {
            type.forEach(branches::add);
        } else {
            branches.add(type);
        }
        if (!isLast) {
            union.add("null");
        }
        boolean hasNull = false;
        for (JsonNode branch : branches) {
            boolean isNull = branch.asText().equals("null");
            hasNull |= isNull;
            if (!isNull || isLast) {
                union.add(branch);
            }
        }
        if (isLast && !hasNull) {
            union.add("null");
        }
        return union;
    }
}
