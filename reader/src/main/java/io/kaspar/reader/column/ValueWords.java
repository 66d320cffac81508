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

/** Text fields of the values of a block's records, as numbers of known words. Decodes nothing else. Not thread-safe; must be closed. */
public final class ValueWords implements AutoCloseable {
    /** Says that a record has no text there, or cannot be decoded. */
    public static final int NONE = -1;

    /** Says that a record has another text there. */
    public static final int UNKNOWN = -2;

    private final RecordColumns columns;
    private final UTF8String[][] words;

    private ValueWords(RecordColumns columns, List<FieldWords> fields) {
        this.columns = columns;
        this.words = fields.stream()
                .map(field -> field.words().stream().map(UTF8String::fromString).toArray(UTF8String[]::new))
                .toArray(UTF8String[][]::new);
    }

    /**
     * Of the records that a task reads into a buffer. A record that cannot be decoded fails the query in {@link MalformedMode#FAILFAST}, and has
     * no words otherwise.
     *
     * @param spec of values that have such fields
     */
    public static ValueWords of(
            ScanSpec spec, List<FieldWords> fields, ScanTask task, RecordBuffer buffer, Cancellation cancellation) {
        ReadSettings read = spec.read();
        MalformedMode mode =
                read.malformedMode() == MalformedMode.FAILFAST ? MalformedMode.FAILFAST : MalformedMode.PERMISSIVE;
        List<ScanColumn> texts = fields.stream()
                .<ScanColumn>map(field -> new ScanColumn.ValueField(field.field(), DataTypes.StringType))
                .toList();
        ScanSpec wanted = new ScanSpec(
                spec.topic(),
                new ScanOutput(texts, JudgedPart.WANTED_COLUMNS, ScanOutput.NO_LIMIT),
                read.withMalformedMode(mode),
                spec.brokers(),
                spec.schemas());
        // malformed records are counted when they are rows
        return new ValueWords(
                RecordColumnsBuilder.build(wanted, task, buffer, new ScanCounters(), cancellation), fields);
    }

    /** Decodes the words of a block; forgets those before. */
    public void read(RecordBlock records) throws IOException {
        columns.reset();
        columns.append(records);
    }

    /**
     * The number of the word in one of the records that were read last.
     *
     * @param field its place among those that are read
     */
    public int of(int field, int row) {
        ColumnVector texts = columns.block().columns().get(field);
        if (texts.isNullAt(row)) {
            return NONE;
        }
        UTF8String text = texts.getUTF8String(row);
        for (int i = 0; i < words[field].length; i++) {
            if (words[field][i].equals(text)) {
                return i;
            }
        }
        return UNKNOWN;
    }

    @Override
    public void close() {
        columns.close();
    }
}
