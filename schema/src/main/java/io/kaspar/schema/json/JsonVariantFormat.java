package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.TextShape;
import io.kaspar.schema.json.shape.VariantShape;
import java.util.List;
import org.apache.spark.sql.types.DataType;

/**
 * JSON payloads without any schema, as variants; as JSON text where this Spark has no variants, or by {@link #AS_TEXT}.
 * Thread-safe.
 */
public final class JsonVariantFormat implements PayloadFormat {
    /** JSON text in every Spark. */
    public static final SchemaText AS_TEXT = new SchemaText(SchemaKind.VARIANT, "STRING", List.of());

    @Override
    public SchemaKind kind() {
        return SchemaKind.VARIANT;
    }

    @Override
    public DataType dataType(SchemaText readerSchema, PayloadOptions options) {
        return shape(readerSchema).dataType();
    }

    @Override
    public PayloadDecoder compile(
            WriterSchema writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options) {
        return ShapeCompiler.decoder(shape(readerSchema), projection);
    }

    @Override
    public PayloadEncoder encoder(SchemaText schema, DataType dataType, PayloadOptions options) throws SchemaException {
        return ShapeEncoder.of(shape(schema), dataType);
    }

    private static JsonShape shape(SchemaText schema) {
        return schema.equals(AS_TEXT) ? new TextShape() : VariantShape.orText();
    }
}
