package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.json.ShapeCompiler;
import io.kaspar.schema.json.ShapeEncoder;
import io.kaspar.schema.json.shape.JsonShape;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * JSON payloads with a registered JSON Schema. Payloads are not validated: what a schema says beyond the shape of values is
 * ignored. Thread-safe, unlike the decoders it makes; one instance is best shared, since it keeps what it made of schemas.
 */
public final class JsonSchemaFormat implements PayloadFormat {
    private final JsonSchemaShapes shapes = new JsonSchemaShapes();

    @Override
    public SchemaKind kind() {
        return SchemaKind.JSON;
    }

    /** {@inheritDoc} A schema that allows no value but null has a struct without fields. */
    @Override
    public DataType dataType(SchemaText readerSchema, PayloadOptions options) throws SchemaException {
        return shapes.of(readerSchema, options).dataType();
    }

    @Override
    public PayloadDecoder compile(
            WriterSchema writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options)
            throws SchemaException {
        JsonShape reader = shapes.of(readerSchema, options);
        JsonShape writer = shapes.of(writerSchema.schema(), options);
        return ShapeCompiler.decoder(ShapeResolution.resolve(writer, reader), projection);
    }

    @Override
    public Map<String, String> defaults(SchemaText schema, PayloadOptions options) throws SchemaException {
        return dataType(schema, options) instanceof StructType columns
                ? DefaultTexts.of(schema.text(), columns)
                : Map.of();
    }

    @Override
    public SchemaText schemaOf(String name, StructType columns) throws SchemaException {
        return new SchemaText(SchemaKind.JSON, JsonSchemaText.of(name, columns), List.of());
    }

    @Override
    public SchemaText withColumns(SchemaText schema, List<SchemaText> older, StructType added) throws SchemaException {
        return AddedProperties.of(schema, added);
    }

    @Override
    public PayloadEncoder encoder(SchemaText schema, DataType dataType, PayloadOptions options) throws SchemaException {
        return ShapeEncoder.of(shapes.of(schema, options), dataType);
    }
}
