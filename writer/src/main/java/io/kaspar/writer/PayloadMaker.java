package io.kaspar.writer;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import io.kaspar.schema.resolve.PayloadWriting;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Makes the keys, or the values, of rows. Not thread-safe. */
final class PayloadMaker {
    private final PayloadEncoder encoder;
    private final List<Header> headers;
    private final int column;
    private final @Nullable PartOfRow part;
    private final PayloadOutput out = new PayloadOutput();

    /** @throws SchemaException when such values cannot be written */
    PayloadMaker(PayloadSpec spec) throws SchemaException {
        if (spec.needsName()) {
            throw new IllegalStateException("nobody asked for the name of the schema of the "
                    + spec.side().word());
        }
        PayloadWriting writing = spec.writing();
        encoder = writing.encoder();
        headers = writing.headers().stream()
                .map(header -> (Header) new RecordHeader(header.name(), header.value()))
                .toList();
        if (spec.part() instanceof RowPart.Columns columns) {
            part = new PartOfRow(columns.places());
            column = PartOfRow.WHOLE;
        } else {
            part = null;
            column = ((RowPart.Column) spec.part()).place();
        }
    }

    /** What records with such a payload say of it. */
    List<Header> headers() {
        return headers;
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
