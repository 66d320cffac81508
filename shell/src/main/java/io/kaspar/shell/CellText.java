package io.kaspar.shell;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.HiveResult;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Tuple2;

/** A row's values as text, the way Spark's own SQL shell writes them. For one thread with an active session. */
final class CellText {
    private final HiveResult.TimeFormatters times = HiveResult.getTimeFormatters();
    private final Function1<byte[], String> binary = HiveResult.getBinaryFormatter();

    /** One text for each column, null for a null. */
    @Nullable
    String[] of(Row row, ResultColumn[] columns) {
        @Nullable String[] cells = new @Nullable String[columns.length];
        for (int i = 0; i < columns.length; i++) {
            cells[i] = row.isNullAt(i)
                    ? null
                    : HiveResult.toHiveString(new Tuple2<>(row.get(i), columns[i].type()), false, times, binary);
        }
        return cells;
    }
}
