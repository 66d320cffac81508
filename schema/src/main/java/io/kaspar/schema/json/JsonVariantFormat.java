package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.json.shape.VariantShape;
import org.apache.spark.sql.types.DataType;

/** JSON payloads without any schema, as variants; as JSON text where this Spark has no variants. Thread-safe. */
public final class JsonVariantFormat implements PayloadFormat {
    @Override
    public SchemaKind kind() {
        return SchemaKind.VARIANT;
    }

    @Override
    public DataType dataType(SchemaText readerSchema, PayloadOptions options) {
        return VariantShape.orText().dataType();
    }

    @Override
    public PayloadDecoder compile(
            WriterSchema writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options) {
        return ShapeCompiler.decoder(VariantShape.orText(), projection);
    }

    @Override
    public PayloadEncoder encoder(SchemaText schema, DataType dataType, PayloadOptions options) throws SchemaException {
        return ShapeEncoder.of(VariantShape.orText(), dataType);
    }
}
