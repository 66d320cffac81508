package io.kaspar.writer;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import org.jspecify.annotations.Nullable;

/** Makes the keys, or the values, of rows. Not thread-safe. */
final class PayloadMaker {
    private final PayloadEncoder encoder;
    private final int column;
    private final @Nullable PartOfRow part;
    private final PayloadOutput out = new PayloadOutput();

    /** @throws SchemaException when such values cannot be written */
    PayloadMaker(PayloadSpec spec) throws SchemaException {
        encoder = spec.encoder();
        if (spec.part() instanceof RowPart.Columns columns) {
            part = new PartOfRow(columns.places());
            column = PartOfRow.WHOLE;
        } else {
            part = null;
            column = ((RowPart.Column) spec.part()).place();
        }
    }

    /** The payload of a row; null where its column is null. */
    byte @Nullable [] payload(ValueSource row) throws PayloadException {
        ValueSource source = part == null ? row : part.of(row);
        if (source.isNull(column)) {
            return null;
        }
        out.clear();
        encoder.encode(source, column, out);
        return out.toByteArray();
    }
}
