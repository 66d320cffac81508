package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.registry.SchemaRegistryException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/** Finds the schemas that payloads were written by, and compiles decoders from them to one table's schema. */
final class WriterSchemas implements AutoCloseable {
    private final PayloadSchema.Registered table;
    private final PayloadSide side;
    private final DataType projection;
    private final Optional<PayloadFormat> format;
    private final SchemaTexts texts;

    WriterSchemas(
            PayloadSchema.Registered table,
            PayloadSide side,
            DataType projection,
            PayloadFormats formats,
            LeasedOnDemand registry) {
        this.table = table;
        this.side = side;
        this.projection = projection;
        this.format = formats.find(table.readerSchema().kind());
        this.texts = new SchemaTexts(
                table.subject(),
                table.readerSchema().kind(),
                side,
                table.others().with(table.schemaId(), table.readerSchema().registered()),
                registry);
    }

    /** Whether framings name a message of the schema, too. */
    boolean haveMessageIndexes() {
        return format.isPresent() && format.get().hasMessageIndexes();
    }

    PayloadSide side() {
        return side;
    }

    /** A decoder for what a framing names. */
    PayloadDecoder decoder(WriterKey key) throws PayloadException, SchemaException, SchemaRegistryException {
        SchemaText text = texts.find(key.schema());
        return compile(
                new WriterSchema(text, messageIndexes(text, key), key.schema().evidence(table.framing())), key);
    }

    private List<Integer> messageIndexes(SchemaText text, WriterKey key) throws PayloadException, SchemaException {
        if (key.messageName() == null || format.isEmpty()) {
            return key.messageIndexes();
        }
        int place = MessageNames.place(format.get().recordTypes(text), key.messageName());
        if (place < 0) {
            throw MessageNames.unknown(key.schema(), side);
        }
        return List.of(place);
    }

    /** Whether the schema is known without asking the registry. */
    boolean isAtHand(WriterKey key) {
        return texts.isAtHand(key.schema());
    }

    @Override
    public void close() {
        texts.close();
    }

    private PayloadDecoder compile(WriterSchema writerSchema, WriterKey key) throws SchemaException {
        SchemaText readerSchema = table.readerSchema();
        SchemaKind writerKind = writerSchema.schema().kind();
        if (writerKind != readerSchema.kind()) {
            throw new SchemaException("the " + side.word() + " was written by the " + writerKind + " schema with "
                    + key.schema() + ", but subject " + table.subject() + " holds " + readerSchema.kind()
                    + " schemas; set " + side.formatOption() + "=binary to read the bytes");
        }
        PayloadFormat known = format.orElseThrow(() -> new SchemaException("Kaspar cannot read " + readerSchema.kind()
                + " schemas yet; set " + side.formatOption() + "=binary to read the bytes"));
        try {
            return known.compile(writerSchema, readerSchema, projection, table.options());
        } catch (SchemaException e) {
            String wanted = readerSchema.isMerged() ? "all versions together" : "version " + table.version();
            throw new SchemaException(
                    "the " + side.word() + " schema with " + key.schema() + " cannot be read as " + wanted
                            + " of subject " + table.subject() + ": " + e.getMessage() + "; " + side.versionOption()
                            + " can name a version that fits",
                    e);
        }
    }

    /** What is wrong with a payload whose schema is not asked for, since too many others were unknown. */
    PayloadException notAsked(WriterKey key) {
        return texts.notAsked(key.schema());
    }

    /** What is wrong with a payload that names no message of its schema, though it must. */
    PayloadException noMessageIndexes(WriterKey key) {
        return new PayloadException(
                "the " + side.word() + " names the " + table.readerSchema().kind() + " schema with " + key.schema()
                        + ", but none of its messages behind it");
    }
}
