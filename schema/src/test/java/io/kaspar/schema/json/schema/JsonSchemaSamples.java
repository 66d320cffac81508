package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Schemas and their types, for tests. Texts are written with ' for the quotes of JSON. */
final class JsonSchemaSamples {
    private JsonSchemaSamples() {}

    static SchemaText schema(String text, SchemaText.Reference... references) {
        return new SchemaText(SchemaKind.JSON, text.replace('\'', '"'), List.of(references));
    }

    static SchemaText.Reference reference(String name, String text) {
        return new SchemaText.Reference(name, text.replace('\'', '"'));
    }

    /** An object with these properties. */
    static SchemaText object(String properties) {
        return schema("{'type': 'object', 'properties': {" + properties + "}}");
    }

    static DataType type(SchemaText schema) throws SchemaException {
        return new JsonSchemaShapes().of(schema, PayloadOptions.DEFAULT).dataType();
    }

    /** As DESCRIBE shows it. */
    static String columns(SchemaText schema) throws SchemaException {
        return type(schema).catalogString();
    }

    /** The type of a property {@code v}. */
    static String column(String valueSchema) throws SchemaException {
        return field(valueSchema).dataType().catalogString();
    }

    static StructField field(String valueSchema) throws SchemaException {
        return ((StructType) type(object("'v': " + valueSchema))).apply("v");
    }

    /** What a payload becomes that was written by the table's schema. */
    static Map<?, ?> read(SchemaText schema, String payload) throws IOException {
        return read(schema, schema, payload);
    }

    /** What a payload of another version becomes. */
    static Map<?, ?> read(SchemaText writer, SchemaText reader, String payload) throws IOException {
        return (Map<?, ?>) Objects.requireNonNull(readAny(writer, reader, payload));
    }

    static @Nullable Object readAny(SchemaText writer, SchemaText reader, String payload) throws IOException {
        byte[] bytes = payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return RecordingSink.decode(decoder(writer, reader), type(reader), bytes);
    }

    /** What a value of a property {@code v} becomes. */
    static @Nullable Object value(String valueSchema, String value) throws IOException {
        return read(object("'v': " + valueSchema), "{'v': " + value + "}").get("v");
    }

    static PayloadDecoder decoder(SchemaText writer, SchemaText reader) throws SchemaException {
        return new JsonSchemaFormat().compile(writer, reader, type(reader), PayloadOptions.DEFAULT);
    }
}
