package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.schema.cancel.Cancellation;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/** The field {@code op} of the values of a block's records: a letter. Decodes nothing else. Not thread-safe; must be closed. */
public final class ChangeOperations implements AutoCloseable {
    /** Says that a record has no letter there, or cannot be decoded. */
    public static final char NONE = 0;

    private static final String FIELD = "op";

    private final RecordColumns columns;

    private ChangeOperations(RecordColumns columns) {
        this.columns = columns;
    }

    /**
     * Of the records that a task reads into a buffer. A record that cannot be decoded fails the query in {@link MalformedMode#FAILFAST}, and has
     * no letter otherwise.
     *
     * @param spec of values that have such a field
     */
    public static ChangeOperations of(ScanSpec spec, ScanTask task, RecordBuffer buffer, Cancellation cancellation) {
        ReadSettings read = spec.read();
        MalformedMode mode =
                read.malformedMode() == MalformedMode.FAILFAST ? MalformedMode.FAILFAST : MalformedMode.PERMISSIVE;
        ScanSpec operations = new ScanSpec(
                spec.topic(),
                new ScanOutput(
                        List.of(new ScanColumn.ValueField(FIELD, DataTypes.StringType)),
                        JudgedPart.WANTED_COLUMNS,
                        ScanOutput.NO_LIMIT),
                read.withMalformedMode(mode),
                spec.brokers(),
                spec.schemas());
        // malformed records are counted when they are rows
        return new ChangeOperations(
                RecordColumnsBuilder.build(operations, task, buffer, new ScanCounters(), cancellation));
    }

    /** Decodes the letters of a block; forgets those before. */
    public void read(RecordBlock records) throws IOException {
        columns.reset();
        columns.append(records);
    }

    /** The letter of one of the records that were read last. */
    public char of(int row) {
        ColumnVector letters = columns.block().columns().get(0);
        if (letters.isNullAt(row)) {
            return NONE;
        }
        UTF8String text = letters.getUTF8String(row);
        return text.numBytes() == 1 ? (char) text.getByte(0) : NONE;
    }

    @Override
    public void close() {
        columns.close();
    }
}
