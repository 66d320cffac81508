package io.kaspar.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.StructType;

/** A record's schema with more fields behind the others: its text is edited, so that nothing is lost that somebody wrote there. */
final class AddedFields {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELDS = "fields";

    private AddedFields() {}

    /**
     * The longer schema; whether it is a valid one is not looked at.
     *
     * @param parsed what the text of {@code schema} says
     */
    static SchemaText of(SchemaText schema, Schema parsed, StructType added) throws SchemaException {
        String name = schema.typeName();
        if (parsed.getType() != Schema.Type.RECORD) {
            throw new SchemaException("columns are only added to a schema that is one record, and this one is "
                    + parsed.getType().getName() + ": register a new version of it");
        }
        if (name != null && !name.equals(parsed.getFullName())) {
            throw new SchemaException("columns are only added to a schema that is one record, and this one is "
                    + parsed.getFullName() + ", which holds the record " + name + ": register a new version of it");
        }
        if (!schema.references().isEmpty()) {
            throw new SchemaException(
                    "columns are not added to a schema that refers to others: register a new version of it");
        }
        requireNew(parsed, added);
        Schema more = AvroSchemaMaker.record(parsed.getFullName(), added);
        try {
            JsonNode text = JSON.readTree(schema.text());
            ((ArrayNode) text.get(FIELDS))
                    .addAll((ArrayNode) JSON.readTree(more.toString()).get(FIELDS));
            return SchemaText.avro(text.toString()).ofType(name);
        } catch (JsonProcessingException e) {
            throw new SchemaException("the schema's text is no JSON", e);
        }
    }

    private static void requireNew(Schema parsed, StructType added) throws SchemaException {
        for (String name : added.fieldNames()) {
            for (Schema.Field field : parsed.getFields()) {
                if (field.name().equalsIgnoreCase(name)) {
                    throw new SchemaException("the schema has a field " + field.name()
                            + " already; columns whose names differ in case only cannot be told apart");
                }
            }
        }
    }
}
