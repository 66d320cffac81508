package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.vector.ColumnBlock;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Puts records into the columns of a block, one row each. Not thread-safe; must be closed. */
final class RecordColumns implements AutoCloseable {
    private final String topicPartition;
    private final MalformedMode mode;
    private final ScanCounters counters;
    private final PayloadColumn[] payloads;
    private final MetadataColumn[] metadata;
    private final @Nullable ValueVector errors;
    private final List<ColumnVector> output;
    private final List<PayloadColumn> owned;
    private int rowCount;

    /**
     * @param payloads what is decoded
     * @param errors why a row could not be decoded; null when nobody asks
     * @param output the columns of a block, in order
     * @param owned closed with this
     */
    RecordColumns(
            String topicPartition,
            MalformedMode mode,
            ScanCounters counters,
            List<PayloadColumn> payloads,
            List<MetadataColumn> metadata,
            @Nullable ValueVector errors,
            List<ColumnVector> output,
            List<PayloadColumn> owned) {
        this.topicPartition = topicPartition;
        this.mode = mode;
        this.counters = counters;
        this.payloads = payloads.toArray(PayloadColumn[]::new);
        this.metadata = metadata.toArray(MetadataColumn[]::new);
        this.errors = errors;
        this.output = List.copyOf(output);
        this.owned = List.copyOf(owned);
    }

    int rowCount() {
        return rowCount;
    }

    /** The rows so far. */
    ColumnBlock block() {
        return new ColumnBlock(output, rowCount);
    }

    /** Takes all rows out. */
    void reset() {
        rowCount = 0;
        for (PayloadColumn payload : payloads) {
            payload.vector().reset();
        }
        for (MetadataColumn column : metadata) {
            column.reset();
        }
        if (errors != null) {
            errors.reset();
        }
    }

    /** Adds a row, unless the record is malformed and such records are dropped. */
    void append(RecordCursor cursor, RecordBatchView recordBatch) throws IOException {
        String error = decode(cursor);
        if (error != null) {
            counters.addMalformedRecord();
            if (mode == MalformedMode.DROPMALFORMED) {
                rewind();
                return;
            }
        }
        for (MetadataColumn column : metadata) {
            column.append(cursor, recordBatch);
        }
        if (errors != null) {
            putError(errors, error);
        }
        rowCount++;
    }

    private @Nullable String decode(RecordCursor cursor) throws IOException {
        String error = null;
        for (PayloadColumn payload : payloads) {
            try {
                payload.append(cursor);
            } catch (PayloadException | SchemaException e) {
                if (mode == MalformedMode.FAILFAST) {
                    throw new MalformedRecordException(
                            topicPartition, cursor.offset(), payload.side(), payload.schemaId(cursor), e);
                }
                payload.replaceWithNull(rowCount);
                String problem = payload.side().word() + ": " + e.getMessage();
                error = error == null ? problem : error + "; " + problem;
            }
        }
        return error;
    }

    private void rewind() {
        for (PayloadColumn payload : payloads) {
            payload.vector().rewind(rowCount);
        }
    }

    private static void putError(ValueVector errors, @Nullable String error) {
        if (error == null) {
            errors.putNull();
        } else {
            byte[] utf8 = error.getBytes(StandardCharsets.UTF_8);
            errors.putBytes(utf8, 0, utf8.length);
        }
    }

    @Override
    public void close() {
        owned.forEach(PayloadColumn::close);
    }
}
