package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/** Finds the schemas that payloads were written by, and compiles decoders from them to one table's schema. */
final class WriterSchemas implements AutoCloseable {
    private final PayloadSchema.Registered table;
    private final PayloadSide side;
    private final DataType projection;
    private final Optional<PayloadFormat> format;
    private final LeasedOnDemand registry;

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
        this.registry = registry;
    }

    /** Whether framings name a message of the schema, too. */
    boolean haveMessageIndexes() {
        return format.isPresent() && format.get().hasMessageIndexes();
    }

    /** A decoder for what a framing names. */
    PayloadDecoder decoder(WriterKey key) throws PayloadException, SchemaException, SchemaRegistryException {
        SchemaText writerSchema;
        try {
            writerSchema = text(key.schema());
        } catch (SchemaRegistryException e) {
            throw orUnknown(e, key);
        }
        return compile(new WriterSchema(writerSchema, key.messageIndexes()), key);
    }

    private SchemaText text(WriterKey.SchemaName name) throws SchemaRegistryException {
        if (name instanceof WriterKey.Id id) {
            Optional<SchemaText> atHand = atHand(id.schemaId());
            return atHand.isPresent() ? atHand.get() : registry().byId(id.schemaId(), table.subject());
        }
        return registry().byGuid(((WriterKey.Guid) name).guid());
    }

    /** Whether the schema is known without asking the registry. */
    boolean isAtHand(WriterKey key) {
        return key.schema() instanceof WriterKey.Id id && atHand(id.schemaId()).isPresent();
    }

    private Optional<SchemaText> atHand(int schemaId) {
        return schemaId == table.schemaId()
                ? Optional.of(table.readerSchema().ofType(null))
                : table.others().find(schemaId);
    }

    @Override
    public void close() {
        registry.close();
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
            throw new SchemaException(
                    "the " + side.word() + " schema with " + key.schema() + " cannot be read as version "
                            + table.version() + " of subject " + table.subject() + ": " + e.getMessage() + "; "
                            + side.word() + ".schema.version can name a version that fits",
                    e);
        }
    }

    /** What is wrong with a payload whose schema is not asked for, since too many others were unknown. */
    PayloadException notAsked(WriterKey key) {
        return new PayloadException("the " + side.word() + " names the schema with " + key.schema()
                + ", which is not asked for: " + UnknownIds.MAX_ASKED + " other schemas of this task's " + side.word()
                + "s are unknown to the registry, so these are not framed; " + side.formatOption()
                + "=binary reads the bytes");
    }

    /** What is wrong with a payload that names no message of its schema, though it must. */
    PayloadException noMessageIndexes(WriterKey key) {
        return new PayloadException(
                "the " + side.word() + " names the " + table.readerSchema().kind() + " schema with " + key.schema()
                        + ", but none of its messages behind it");
    }

    private SchemaRegistry registry() throws SchemaRegistryException {
        return registry.get("the " + side.word() + "s of subject " + table.subject());
    }

    /** An unknown schema is this payload's fault; anything else is the registry's and thrown as it is. */
    private PayloadException orUnknown(SchemaRegistryException e, WriterKey key) throws SchemaRegistryException {
        if (!e.isUnknown()) {
            throw e;
        }
        return new PayloadException(
                "the " + side.word() + " names the schema with " + key.schema() + " (subject " + table.subject() + "): "
                        + e.getMessage() + "; was it written with another registry, or without one? "
                        + side.formatOption() + "=binary reads the bytes",
                e);
    }
}
