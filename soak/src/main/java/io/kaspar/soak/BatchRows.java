package io.kaspar.soak;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What a micro-batch gave.
 *
 * @param plan as the plan describes the scan
 * @param rows with the columns of {@link StreamRequest#rows}
 * @param lostOffsets how many offsets it says were gone
 */
record BatchRows(String plan, List<Row> rows, long lostOffsets) implements Serializable {
    BatchRows {
        rows = List.copyOf(rows);
    }

    /** Those of one topic. */
    List<Row> of(String topic) {
        return rows.stream()
                .filter(row -> topic.equals(row.getString(StreamRequest.TOPIC_COLUMN)))
                .toList();
    }
}
