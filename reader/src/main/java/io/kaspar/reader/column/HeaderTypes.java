package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.wire.RecordHeaderNames;

/** What headers say of which type records are: CloudEvents' {@code ce_type}, else the {@code __TypeId__} of Spring. Not thread-safe. */
final class HeaderTypes {
    private final NamedHeader cloudEvents = new NamedHeader(RecordHeaderNames.CLOUD_EVENTS_TYPE);
    private final PayloadDecoder text = RawFormat.STRING.decoder();
    private final NamedHeader spring = new NamedHeader(RecordHeaderNames.SPRING_TYPE);

    /** Puts a record's type, null for one without such a header. */
    void put(RecordBlock records, int row, ValueVector vector) {
        boolean isTold = put(cloudEvents, records, row, vector) || put(spring, records, row, vector);
        if (!isTold) {
            vector.putNull();
        }
    }

    private boolean put(NamedHeader header, RecordBlock records, int row, ValueVector vector) {
        if (!header.find(records, row)) {
            return false;
        }
        try {
            text.decode(records.bytes(), header.position(), header.length(), vector);
            return true;
        } catch (PayloadException e) { // no text, and nothing was put
            return false;
        }
    }
}
