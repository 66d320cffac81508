package io.kaspar.reader.column;

import io.kaspar.reader.task.RecordView;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.vector.ValueVectors;
import io.kaspar.schema.resolve.PayloadSchema;

/**
 * How many rows a block of a scan's columns has room for: as many as the option says and as are wanted, as long as one task's
 * columns stay within a budget.
 */
public final class BlockSize {
    /** For the slots of all columns of a block; what strings, binaries and collections hold comes on top. */
    private static final long COLUMN_BYTES = 32 << 20;

    /** So many rows there may be however wide they are: fewer would cost more than they save. */
    private static final long LEAST_ROWS = 16;

    private BlockSize() {}

    /** At least 1. */
    public static int rows(ScanSpec spec) {
        long rowBytes = 1;
        for (ScanColumn column : spec.output().columns()) {
            rowBytes += ValueVectors.slotBytes(column.dataType());
        }
        long affordable = Math.max(LEAST_ROWS, COLUMN_BYTES / rowBytes);
        long wanted = Math.max(1, Math.min(spec.read().maxRows(), wantedRows(spec)));
        return (int) Math.min(wanted, affordable);
    }

    /** Where records are left out for what they hold, nobody knows how many have to be looked at for the wanted ones. */
    private static long wantedRows(ScanSpec spec) {
        return spec.output().view() != RecordView.EVERYTHING
                        || spec.schemas().topic().value() instanceof PayloadSchema.OneOfSeveral
                ? Long.MAX_VALUE
                : spec.output().rowLimit();
    }
}
