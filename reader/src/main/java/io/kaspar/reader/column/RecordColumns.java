package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.vector.ColumnBlock;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Puts the records of a block into its columns, one row each. Not thread-safe; must be closed. */
public final class RecordColumns implements AutoCloseable {
    private static final @Nullable String[] NO_PROBLEMS = {};

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

    public int rowCount() {
        return rowCount;
    }

    /** The rows so far. */
    public ColumnBlock block() {
        return new ColumnBlock(output, rowCount);
    }

    /** Takes all rows out. */
    public void reset() {
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

    /** Fills the columns with a block's records; takes malformed ones out of it when such records are dropped. */
    public void append(RecordBlock records) throws IOException {
        @Nullable String[] problems = decode(records);
        if (problems.length > 0) {
            counters.addMalformedRecords(
                    Arrays.stream(problems).filter(Objects::nonNull).count());
            if (mode == MalformedMode.DROPMALFORMED) {
                drop(records, problems);
                problems = NO_PROBLEMS;
            }
        }
        for (MetadataColumn column : metadata) {
            column.append(records);
        }
        if (errors != null) {
            putErrors(errors, problems, records.size());
        }
        rowCount = records.size();
    }

    /** What is wrong with each row; of length 0 when nothing is wrong with any. */
    private @Nullable String[] decode(RecordBlock records) throws IOException {
        @Nullable String[] problems = NO_PROBLEMS;
        for (PayloadColumn payload : payloads) {
            int row = payload.appendAll(records, 0);
            while (row < records.size()) {
                String problem = appendOne(payload, records, row);
                if (problem != null) {
                    problems = problems.length == 0 ? new @Nullable String[records.size()] : problems;
                    problems[row] = problems[row] == null ? problem : problems[row] + "; " + problem;
                }
                row = payload.appendAll(records, row + 1);
            }
        }
        return problems;
    }

    private @Nullable String appendOne(PayloadColumn payload, RecordBlock records, int row) throws IOException {
        try {
            payload.append(records, row);
            return null;
        } catch (PayloadException | SchemaException e) {
            if (mode == MalformedMode.FAILFAST) {
                throw new MalformedRecordException(
                        topicPartition, records.offsets()[row], payload.side(), payload.schemaId(records, row), e);
            }
            payload.replaceWithNull(row);
            return payload.side().word() + ": " + e.getMessage();
        }
    }

    private void drop(RecordBlock records, @Nullable String[] problems) throws IOException {
        boolean[] unwanted = new boolean[problems.length];
        for (int row = 0; row < problems.length; row++) {
            unwanted[row] = problems[row] != null;
        }
        records.remove(unwanted);
        for (PayloadColumn payload : payloads) {
            payload.vector().reset();
        }
        decode(records);
    }

    private static void putErrors(ValueVector errors, @Nullable String[] problems, int rowCount) {
        for (int row = 0; row < rowCount; row++) {
            String problem = problems.length == 0 ? null : problems[row];
            if (problem == null) {
                errors.putNull();
            } else {
                byte[] utf8 = problem.getBytes(StandardCharsets.UTF_8);
                errors.putBytes(utf8, 0, utf8.length);
            }
        }
    }

    @Override
    public void close() {
        owned.forEach(PayloadColumn::close);
    }
}
