package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import java.util.UUID;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Finds the schemas that payloads were written by, and compiles decoders from them to one table's schema. */
final class WriterSchemas implements AutoCloseable {
    private final PayloadSchema.Registered table;
    private final PayloadSide side;
    private final DataType projection;
    private final PayloadFormats formats;
    private final @Nullable RegistrySupplier supplier;
    private @Nullable SchemaRegistry opened;

    WriterSchemas(
            PayloadSchema.Registered table,
            PayloadSide side,
            DataType projection,
            PayloadFormats formats,
            @Nullable RegistrySupplier supplier) {
        this.table = table;
        this.side = side;
        this.projection = projection;
        this.formats = formats;
        this.supplier = supplier;
    }

    PayloadDecoder decoderById(int schemaId) throws PayloadException, SchemaException, SchemaRegistryException {
        String name = "id " + schemaId;
        if (schemaId == table.schemaId()) {
            return compile(table.readerSchema(), name);
        }
        try {
            return compile(registry().byId(schemaId, table.subject()), name);
        } catch (SchemaRegistryException e) {
            throw orUnknown(e, name);
        }
    }

    PayloadDecoder decoderByGuid(UUID guid) throws PayloadException, SchemaException, SchemaRegistryException {
        String name = "GUID " + guid;
        try {
            return compile(registry().byGuid(guid), name);
        } catch (SchemaRegistryException e) {
            throw orUnknown(e, name);
        }
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    private PayloadDecoder compile(SchemaText writerSchema, String name) throws SchemaException {
        SchemaText readerSchema = table.readerSchema();
        if (writerSchema.kind() != readerSchema.kind()) {
            throw new SchemaException("the " + side.word() + " was written by the " + writerSchema.kind()
                    + " schema with "
                    + name + ", but subject " + table.subject() + " holds " + readerSchema.kind() + " schemas; set "
                    + side.formatOption() + "=binary to read the bytes");
        }
        PayloadFormat format = formats.find(readerSchema.kind())
                .orElseThrow(() -> new SchemaException("Kaspar cannot read " + readerSchema.kind()
                        + " schemas yet; set " + side.formatOption() + "=binary to read the bytes"));
        try {
            return format.compile(writerSchema, readerSchema, projection, table.options());
        } catch (SchemaException e) {
            throw new SchemaException(
                    "the " + side.word() + " schema with " + name + " cannot be read as version " + table.version()
                            + " of subject " + table.subject() + ": " + e.getMessage(),
                    e);
        }
    }

    private SchemaRegistry registry() throws SchemaRegistryException {
        if (opened == null) {
            if (supplier == null) {
                throw new SchemaRegistryException("the " + side.word() + "s of subject " + table.subject()
                        + " need a schema registry, and none is configured; set schema.registry.url");
            }
            opened = supplier.open();
        }
        return opened;
    }

    /** An unknown schema is this payload's fault; anything else is the registry's and thrown as it is. */
    private PayloadException orUnknown(SchemaRegistryException e, String name) throws SchemaRegistryException {
        if (!e.isUnknown()) {
            throw e;
        }
        return new PayloadException(
                "the " + side.word() + " names the schema with " + name + " (subject " + table.subject() + "): "
                        + e.getMessage() + "; was it written with another registry, or without one? "
                        + side.formatOption() + "=binary reads the bytes",
                e);
    }
}
