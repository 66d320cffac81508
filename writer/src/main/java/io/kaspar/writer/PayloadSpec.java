package io.kaspar.writer;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.resolve.PayloadEncoders;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;

/**
 * How keys, or values, are made of rows.
 *
 * @param schema what they are written by
 * @param part of the row
 * @param dataType of that part
 */
public record PayloadSpec(PayloadSide side, PayloadSchema schema, RowPart part, DataType dataType)
        implements Serializable {
    public PayloadSpec {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(dataType, "dataType");
    }

    /** @throws SchemaException when such values cannot be written; the message is for users */
    public PayloadEncoder encoder() throws SchemaException {
        return PayloadEncoders.encoder(PayloadFormats.all(), schema, side, dataType);
    }
}
