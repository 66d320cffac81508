package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

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
}
