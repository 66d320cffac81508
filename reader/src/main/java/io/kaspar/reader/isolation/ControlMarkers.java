package io.kaspar.reader.isolation;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import java.io.Closeable;
import java.io.IOException;

/** Reads the marker in a control batch. Not thread-safe; must be closed. */
public final class ControlMarkers implements Closeable {
    private static final int VERSION_POSITION = 0; // int16
    private static final int TYPE_POSITION = VERSION_POSITION + Short.BYTES; // int16
    private static final int KEY_LENGTH = TYPE_POSITION + Short.BYTES;
    private static final int ABORT = 0;
    private static final int COMMIT = 1;

    private final RecordBuffer buffer = new RecordBuffer();
    private final RecordCursor cursor = new RecordCursor(buffer);

    /** What a marker says of its producer's transaction. */
    enum Marker {
        ABORTED,
        COMMITTED,
        /** An unknown type, or emptied by compaction. */
        NOTHING
    }

    /** Whether a transaction was aborted here. */
    public boolean isAbort(RecordBatchView controlBatch) throws IOException {
        return read(controlBatch) == Marker.ABORTED;
    }

    Marker read(RecordBatchView controlBatch) throws IOException {
        buffer.reset();
        cursor.open(controlBatch);
        if (!cursor.next()) {
            return Marker.NOTHING;
        }
        if (cursor.keyLength() < KEY_LENGTH) {
            throw controlBatch.corrupt(
                    "a control record's key of " + cursor.keyLength() + " bytes found, " + KEY_LENGTH + " expected");
        }
        int version = BigEndian.int16(cursor.bytes(), cursor.keyPosition() + VERSION_POSITION);
        if (version < 0) {
            throw controlBatch.corrupt("a control record of version " + version + " found, 0 or more expected");
        }
        return switch (BigEndian.int16(cursor.bytes(), cursor.keyPosition() + TYPE_POSITION)) {
            case ABORT -> Marker.ABORTED;
            case COMMIT -> Marker.COMMITTED;
            default -> Marker.NOTHING;
        };
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }
}
