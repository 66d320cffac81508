package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.vector.ColumnBlock;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.resolve.PayloadSide;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Puts the records of a block into its columns, one row each. Not thread-safe; must be closed. */
public final class RecordColumns implements AutoCloseable {
    /** Where the message of what is wrong names the schema. */
    private static final int NO_SCHEMA_ID = -1;

    private final String topicPartition;
    private final MalformedMode mode;
    private final ScanCounters counters;
    private final @Nullable OneType oneType;
    private final PayloadJudge[] judges;
    private final PayloadColumn[] payloads;
    private final MetadataColumn[] metadata;
    private final DeferredColumn[] deferred;
    private final @Nullable ValuesLookedAt values;
    private final @Nullable ValueVector errors;
    private final List<ColumnVector> output;
    /** The same for those who may not change it: one list for all blocks, as its vectors are. */
    private final List<ColumnVector> shown;

    private final List<Integer> valuePlaces;
    private final List<PayloadColumn> owned;
    private final @Nullable UnavailableValues unavailable;
    private int rowCount;

    /**
     * @param oneType records of other types are taken out; null when all are wanted
     * @param judges what has to be valid beside what is decoded
     * @param payloads what is decoded
     * @param deferred what is filled when somebody looks at it
     * @param values columns of values that are decoded when somebody looks at them; null where there are none
     * @param errors why a row could not be decoded; null when nobody asks
     * @param output the columns of a block, in order
     * @param valuePlaces where in it the columns of {@code values} belong, in their order
     * @param owned closed with this, as the judges are
     * @param unavailable null where there can be none
     */
    RecordColumns(
            String topicPartition,
            MalformedMode mode,
            ScanCounters counters,
            @Nullable OneType oneType,
            List<PayloadJudge> judges,
            List<PayloadColumn> payloads,
            List<MetadataColumn> metadata,
            List<DeferredColumn> deferred,
            @Nullable ValuesLookedAt values,
            @Nullable ValueVector errors,
            List<ColumnVector> output,
            List<Integer> valuePlaces,
            List<PayloadColumn> owned,
            @Nullable UnavailableValues unavailable) {
        this.topicPartition = topicPartition;
        this.mode = mode;
        this.counters = counters;
        this.oneType = oneType;
        this.judges = judges.toArray(PayloadJudge[]::new);
        this.payloads = payloads.toArray(PayloadColumn[]::new);
        this.metadata = metadata.toArray(MetadataColumn[]::new);
        this.deferred = deferred.toArray(DeferredColumn[]::new);
        this.values = values;
        this.errors = errors;
        this.output = new ArrayList<>(output);
        this.shown = Collections.unmodifiableList(this.output);
        this.valuePlaces = List.copyOf(valuePlaces);
        this.owned = List.copyOf(owned);
        this.unavailable = unavailable;
    }

    public int rowCount() {
        return rowCount;
    }

    /** The rows so far. */
    public ColumnBlock block() {
        return new ColumnBlock(shown, rowCount);
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

    /** Fills the columns with a block's records; takes malformed ones out of it when such records are dropped, and those of other types. */
    public void append(RecordBlock records) throws IOException {
        if (oneType != null) {
            removeOthers(oneType, records);
        }
        Problems problems = new Problems(records.size());
        for (PayloadJudge judge : judges) {
            decode(judge, records, problems);
        }
        if (isDropped(problems)) {
            problems = drop(records, problems);
        }
        for (PayloadColumn payload : payloads) {
            decode(payload, records, problems);
        }
        if (isDropped(problems)) {
            problems = drop(records, problems);
            for (PayloadColumn payload : payloads) {
                payload.vector().reset();
                decode(payload, records, problems);
            }
        }
        if (!problems.isEmpty()) {
            counters.addMalformedRecords(problems.count());
        }
        for (MetadataColumn column : metadata) {
            column.append(records);
        }
        for (DeferredColumn column : deferred) {
            column.vector().fillLater(() -> fill(column.content(), records));
        }
        if (values != null) {
            List<ColumnVector> columns =
                    values.columns(records, (payload, block) -> decode(payload, block, new Problems(block.size())));
            for (int place = 0; place < columns.size(); place++) {
                output.set(valuePlaces.get(place), columns.get(place));
            }
        }
        if (errors != null) {
            putErrors(errors, problems, records.size());
        }
        if (unavailable != null) {
            unavailable.count();
        }
        rowCount = records.size();
    }

    private ColumnVector fill(DeferredColumn.Content content, RecordBlock records) throws IOException {
        if (content instanceof DeferredColumn.Fact fact) {
            fact.column().reset();
            fact.column().append(records);
            return fact.column().vector();
        }
        PayloadColumn payload = ((DeferredColumn.Payload) content).column();
        payload.vector().reset();
        decode(payload, records, new Problems(records.size()));
        return payload.vector();
    }

    /** A record whose value does not tell its type stays: it is malformed, as who decodes it will find. */
    private void removeOthers(OneType type, RecordBlock records) throws IOException {
        boolean[] others = new boolean[records.size()];
        int count = 0;
        for (int row = 0; row < others.length; row++) {
            try {
                others[row] = !type.has(records, row);
                count += others[row] ? 1 : 0;
            } catch (PayloadException | SchemaException e) {
                if (mode == MalformedMode.FAILFAST) {
                    throw new MalformedRecordException(
                            topicPartition, records.offsets()[row], PayloadSide.VALUE, NO_SCHEMA_ID, e);
                }
            }
        }
        if (count > 0) {
            counters.addOtherTypeRecords(count);
            records.remove(others);
        }
    }

    private boolean isDropped(Problems problems) {
        return mode == MalformedMode.DROPMALFORMED && !problems.isEmpty();
    }

    private Problems drop(RecordBlock records, Problems problems) {
        counters.addMalformedRecords(problems.count());
        records.remove(problems.malformed());
        return new Problems(records.size());
    }

    /** Where a problem is known already there is nothing to decode. */
    private void decode(BlockDecoder decoder, RecordBlock records, Problems problems) throws IOException {
        int row = 0;
        while (row < records.size()) {
            int knownRow = problems.nextRow(decoder.side(), row);
            row = decoder.appendAll(records, row, knownRow);
            if (row < knownRow) {
                decodeOne(decoder, records, row++, problems);
            } else if (row < records.size()) {
                decoder.replaceWithNull(row++);
            }
        }
    }

    private void decodeOne(BlockDecoder decoder, RecordBlock records, int row, Problems problems) throws IOException {
        try {
            decoder.append(records, row);
        } catch (PayloadException | SchemaException e) {
            if (mode == MalformedMode.FAILFAST) {
                throw new MalformedRecordException(
                        topicPartition, records.offsets()[row], decoder.side(), decoder.schemaId(records, row), e);
            }
            decoder.replaceWithNull(row);
            problems.add(decoder.side(), row, String.valueOf(e.getMessage()));
        }
    }

    private static void putErrors(ValueVector errors, Problems problems, int rowCount) {
        for (int row = 0; row < rowCount; row++) {
            String problem = problems.isEmpty() ? null : problems.text(row);
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
        if (values != null) {
            values.close();
        }
        if (oneType != null) {
            oneType.close();
        }
        for (MetadataColumn column : metadata) {
            column.close();
        }
        for (DeferredColumn column : deferred) {
            if (column.content() instanceof DeferredColumn.Fact fact) {
                fact.column().close();
            }
        }
        for (PayloadJudge judge : judges) {
            judge.close();
        }
    }
}
