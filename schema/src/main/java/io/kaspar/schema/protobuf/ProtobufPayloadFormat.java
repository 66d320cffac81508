package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Versioned;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.nesting.FittingType;
import io.kaspar.schema.program.BoundedCache;
import io.kaspar.schema.program.ProgramDecoder;
import io.kaspar.schema.program.SchemaWeights;
import io.kaspar.schema.protobuf.model.MessageType;
import io.kaspar.schema.protobuf.model.ProtoSchema;
import io.kaspar.schema.protobuf.text.AddedProtoFields;
import io.kaspar.schema.protobuf.text.ProtoFileText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Payloads in Protobuf's binary encoding. The table's message is the one that its schema's text names, else the first. Thread-safe, unlike the decoders
 * it makes; one instance is best shared, since it keeps parsed schemas.
 */
public final class ProtobufPayloadFormat implements PayloadFormat {
    /** For messages. */
    static final String NAME = "Protobuf";

    private static final Logger LOG = LoggerFactory.getLogger(ProtobufPayloadFormat.class);

    private final ProtobufSchemas schemas = new ProtobufSchemas();
    private final BoundedCache<Mapping, DataType> types = new BoundedCache<>(SchemaWeights.MAX_BYTES);

    private final BoundedCache<SchemaText, MessageType> merged = new BoundedCache<>(SchemaWeights.MAX_BYTES);

    private record Mapping(SchemaText readerSchema, PayloadOptions options) {}

    @Override
    public SchemaKind kind() {
        return SchemaKind.PROTOBUF;
    }

    @Override
    public boolean hasMessageIndexes() {
        return true;
    }

    /** {@inheritDoc} A message without fields has a struct without fields. */
    @Override
    public DataType dataType(SchemaText readerSchema, PayloadOptions options) throws SchemaException {
        return types.get(new Mapping(readerSchema, options), SchemaWeights.of(readerSchema), this::map);
    }

    @Override
    public RecordTypes recordTypes(SchemaText schema) throws SchemaException {
        SchemaText whole = schema.ofType(null);
        return new ProtobufRecordTypes(whole, schemas.parse(whole));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Payloads of a message with another name, packages aside, are of another type than the table: they are refused.
     */
    @Override
    public PayloadDecoder compile(
            WriterSchema writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options)
            throws SchemaException {
        MessageType reader = message(readerSchema);
        MessageType writer = writerSchema.messageIndexes().isEmpty()
                ? message(writerSchema.schema())
                : schemas.parse(writerSchema.schema()).message(writerSchema.messageIndexes());
        if (!writer.name().equals(reader.name())) {
            throw new SchemaException("the payload is a " + writer.fullName()
                    + ", and the table holds messages of type " + reader.fullName());
        }
        try {
            return new ProgramDecoder(
                    NAME, new MessageCompiler(options).message(writer, reader, (StructType) projection));
        } catch (StackOverflowError e) { // Messages are gone through call by call.
            throw tooDeep(e);
        }
    }

    /** {@inheritDoc} What is encoded is the message; the indexes that name it belong to the framing. */
    @Override
    public PayloadEncoder encoder(SchemaText schema, DataType dataType, PayloadOptions options) throws SchemaException {
        MessageType message = message(schema);
        if (!(dataType instanceof StructType columns)) {
            throw new SchemaException(message.fullName() + " is a struct, and no " + dataType.sql());
        }
        try {
            FieldWriter writer = new MessageWriters(options).fields(message, columns, message.name());
            return writer::write;
        } catch (StackOverflowError e) {
            throw tooDeep(e);
        }
    }

    @Override
    public SchemaText schemaOf(String name, StructType columns) throws SchemaException {
        return new SchemaText(SchemaKind.PROTOBUF, ProtoFileText.of(name, columns), List.of());
    }

    @Override
    public boolean numbersFields() {
        return true;
    }

    @Override
    public SchemaText withColumns(SchemaText schema, List<SchemaText> older, StructType added) throws SchemaException {
        if (!schema.references().isEmpty()) {
            throw new SchemaException(
                    "columns are not added to a schema that refers to others: register a new version of it");
        }
        String more = AddedProtoFields.of(
                schema.text(),
                message(schema).fullName(),
                older.stream().map(SchemaText::text).toList(),
                added);
        return new SchemaText(SchemaKind.PROTOBUF, more, List.of(), schema.typeName());
    }

    @Override
    public Map<String, String> defaults(SchemaText schema, PayloadOptions options) throws SchemaException {
        return FieldDefaults.of(message(schema), (StructType) dataType(schema, options));
    }

    private DataType map(Mapping mapping) throws SchemaException {
        MessageType reader = message(mapping.readerSchema());
        try {
            return FittingType.of(mapping.options().maxRecursionDepth(), MessageParts.cyclesIn(reader), unfolding -> {
                MessageColumns types = new MessageColumns(mapping.options(), unfolding);
                DataType type = types.structType(reader);
                if (types.isTooLarge()) {
                    return Optional.empty();
                }
                tellDropped(types.dropped());
                return Optional.of(type);
            });
        } catch (StackOverflowError e) {
            throw tooDeep(e);
        }
    }

    private MessageType message(SchemaText schema) throws SchemaException {
        return schema.isMerged() ? merged.get(schema, SchemaWeights.of(schema), this::merge) : written(schema);
    }

    /** Of versions whose file begins with another message, the one of the newest version's name counts. */
    private MessageType merge(SchemaText schema) throws SchemaException {
        MessageType newest = written(schema.registered().ofType(schema.typeName()));
        List<Versioned<MessageType>> messages = new ArrayList<>();
        for (SchemaText.Version version : schema.versions()) {
            Optional<MessageType> same = schemas.parse(version.schema()).find(newest);
            same.ifPresent(message -> messages.add(new Versioned<>(version.number(), message)));
        }
        try {
            return MessageMerge.of(messages);
        } catch (StackOverflowError e) {
            throw tooDeep(e);
        }
    }

    private MessageType written(SchemaText schema) throws SchemaException {
        ProtoSchema parsed = schemas.parse(schema.ofType(null));
        String name = schema.typeName();
        return name == null ? parsed.first() : parsed.named(name);
    }

    private static void tellDropped(List<String> dropped) {
        if (!dropped.isEmpty()) {
            LOG.info("No columns for messages without fields: {}", dropped);
        }
    }

    private static SchemaException tooDeep(StackOverflowError cause) {
        return new SchemaException("the schema's messages lie too deep inside each other", cause);
    }
}
