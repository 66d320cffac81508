package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.format.WriterSchema.Evidence;
import io.kaspar.schema.nesting.FittingType;
import io.kaspar.schema.program.BoundedCache;
import io.kaspar.schema.program.ProgramDecoder;
import io.kaspar.schema.program.SchemaWeights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Payloads in Avro's binary encoding. Thread-safe, unlike the decoders it makes; one instance is best shared, since it
 * keeps parsed and resolved schemas.
 */
public final class AvroPayloadFormat implements PayloadFormat {
    /** For messages. */
    static final String NAME = "Avro";

    private static final Logger LOG = LoggerFactory.getLogger(AvroPayloadFormat.class);

    private final AvroSchemas schemas = new AvroSchemas();
    private final BoundedCache<Mapping, DataType> types = new BoundedCache<>(SchemaWeights.MAX_BYTES);

    private record Mapping(SchemaText readerSchema, PayloadOptions options) {}

    @Override
    public SchemaKind kind() {
        return SchemaKind.AVRO;
    }

    /** {@inheritDoc} A payload that has nothing to show, such as null alone, has a struct without fields. */
    @Override
    public DataType dataType(SchemaText readerSchema, PayloadOptions options) throws SchemaException {
        return types.get(new Mapping(readerSchema, options), SchemaWeights.of(readerSchema), this::map);
    }

    @Override
    public RecordTypes recordTypes(SchemaText schema) throws SchemaException {
        return new AvroRecordTypes(schema, schemas.parse(schema));
    }

    @Override
    public PayloadDecoder compile(
            WriterSchema writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options)
            throws SchemaException {
        Resolver.Action resolution = schemas.resolve(writerSchema.schema(), readerSchema);
        boolean isNamed = writerSchema.evidence() == Evidence.FRAMING;
        if (isNamed && isEmpty(projection) && isEmpty(dataType(readerSchema, options))) {
            return new ProgramDecoder(NAME, new EmptyStep());
        }
        try {
            return new ProgramDecoder(
                    NAME,
                    new DecoderCompiler(options, schemas.data())
                            .compile(resolution, projection, writerSchema.evidence()));
        } catch (StackOverflowError e) { // What is skipped has no column, and so no other limit.
            throw AvroSchemas.tooDeep(e);
        }
    }

    @Override
    public PayloadEncoder encoder(SchemaText schema, DataType dataType, PayloadOptions options) throws SchemaException {
        EncoderCompiler compiler = new EncoderCompiler(options, schemas.data());
        try {
            Schema value = schemas.parse(schema);
            Schema whole = schemas.parse(schema.ofType(null));
            ValueWriter writer = whole.isUnion() && !value.isUnion()
                    ? compiler.branchOf(whole, value, dataType)
                    : compiler.payload(value, dataType);
            return writer::write;
        } catch (StackOverflowError e) {
            throw AvroSchemas.tooDeep(e);
        }
    }

    @Override
    public SchemaText schemaOf(String name, StructType columns) throws SchemaException {
        return SchemaText.avro(AvroSchemaMaker.record(name, columns).toString());
    }

    @Override
    public SchemaText withColumns(SchemaText schema, List<SchemaText> older, StructType added) throws SchemaException {
        SchemaText more = AddedFields.of(schema, schemas.parse(schema.ofType(null)), added);
        schemas.parse(more);
        return more;
    }

    @Override
    public Map<String, String> defaults(SchemaText schema, PayloadOptions options) throws SchemaException {
        return dataType(schema, options) instanceof StructType columns
                ? new DefaultLiterals(schemas.data()).of(schemas.parse(schema), columns)
                : Map.of();
    }

    private DataType map(Mapping mapping) throws SchemaException {
        Schema reader = schemas.parse(mapping.readerSchema());
        try {
            return FittingType.of(mapping.options().maxRecursionDepth(), RecordParts.cyclesIn(reader), unfolding -> {
                TypeMapping types = new TypeMapping(mapping.options(), unfolding);
                DataType type = types.payloadType(reader);
                if (types.isTooLarge()) {
                    return Optional.empty();
                }
                tellDropped(types.dropped());
                return Optional.of(type);
            });
        } catch (StackOverflowError e) { // The search for records that hold themselves goes call by call.
            throw AvroSchemas.tooDeep(e);
        }
    }

    private static void tellDropped(List<String> dropped) {
        if (!dropped.isEmpty()) {
            LOG.info("No columns for what holds nothing but null or empty records: {}", dropped);
        }
    }

    private static boolean isEmpty(DataType type) {
        return type instanceof StructType struct && struct.length() == 0;
    }
}
