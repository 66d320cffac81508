package io.kaspar.schema.json;

import io.kaspar.schema.ddl.DdlText;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.json.shape.ColumnShapes;
import io.kaspar.schema.json.shape.JsonShape;
import org.apache.spark.sql.types.DataType;

/** JSON payloads with columns that somebody gives as Spark's DDL, such as {@code id BIGINT, tags ARRAY<STRING>}. Thread-safe. */
public final class JsonColumnsFormat implements PayloadFormat {
    @Override
    public SchemaKind kind() {
        return SchemaKind.JSON_COLUMNS;
    }

    @Override
    public DataType dataType(SchemaText readerSchema, PayloadOptions options) throws SchemaException {
        return shape(readerSchema).dataType();
    }

    @Override
    public PayloadDecoder compile(
            WriterSchema writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options)
            throws SchemaException {
        return ShapeCompiler.decoder(shape(readerSchema), projection);
    }

    @Override
    public PayloadEncoder encoder(SchemaText schema, DataType dataType, PayloadOptions options) throws SchemaException {
        return ShapeEncoder.of(shape(schema), dataType);
    }

    private static JsonShape shape(SchemaText schema) throws SchemaException {
        return ColumnShapes.of(DdlText.parse(schema.text()));
    }
}
