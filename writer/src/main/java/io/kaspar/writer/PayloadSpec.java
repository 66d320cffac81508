package io.kaspar.writer;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.resolve.PayloadEncoders;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.resolve.PayloadWriting;
import io.kaspar.schema.resolve.SchemaName;
import io.kaspar.schema.resolve.WrittenNames;
import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * How keys, or values, are made of rows.
 *
 * @param schema what they are written by
 * @param name by which records name the schema; null where its id does, and before it was asked for
 * @param part of the row
 * @param dataType of that part
 */
public record PayloadSpec(
        PayloadSide side, PayloadSchema schema, @Nullable SchemaName name, RowPart part, DataType dataType)
        implements Serializable {
    public PayloadSpec {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(dataType, "dataType");
    }

    /** Of a schema whose name was not asked for. */
    public PayloadSpec(PayloadSide side, PayloadSchema schema, RowPart part, DataType dataType) {
        this(side, schema, null, part, dataType);
    }

    /** Whether the name is to be asked for before a record is sent. */
    public boolean needsName() {
        return name == null && WrittenNames.areAskedFor(schema);
    }

    /** The same with a name. */
    public PayloadSpec named(SchemaName asked) {
        return new PayloadSpec(side, schema, asked, part, dataType);
    }

    /** @throws SchemaException when such values cannot be written; the message is for users */
    public PayloadWriting writing() throws SchemaException {
        return PayloadEncoders.writing(PayloadFormats.all(), schema, side, name, dataType);
    }
}
