package io.kaspar.reader.task;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a scan gives.
 *
 * @param view which records are rows
 * @param columns in order; may be empty when only the number of rows matters
 * @param judged which part of a record has to be valid
 * @param rowLimit rows after which a task may stop, because nobody wants more; {@link #NO_LIMIT} for all
 */
public record ScanOutput(RecordView view, List<ScanColumn> columns, JudgedPart judged, long rowLimit)
        implements Serializable {
    /** The limit of a scan that reads everything. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    private static final long serialVersionUID = 1L;

    public ScanOutput {
        columns = List.copyOf(columns);
    }

    /** Where each record is a row. */
    public ScanOutput(List<ScanColumn> columns, JudgedPart judged, long rowLimit) {
        this(RecordView.EVERYTHING, columns, judged, rowLimit);
    }

    /** The offsets of records, whatever is in them. */
    public static ScanOutput ofOffsets(long rowLimit) {
        return new ScanOutput(
                List.of(new ScanColumn.Metadata(MetadataField.OFFSET, DataTypes.LongType)),
                JudgedPart.WANTED_COLUMNS,
                rowLimit);
    }

    /** The same of a task that has no rows. */
    public ScanOutput withoutRows() {
        return new ScanOutput(view, columns, judged, 0);
    }

    /** Whether nothing matters but how many rows there are, valid or not. */
    public boolean isCount() {
        return columns.isEmpty() && judged == JudgedPart.WANTED_COLUMNS;
    }
}
