package io.kaspar.catalog.procedure.view;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What became of a topic's view.
 *
 * @param view its name, or the one that it would have
 * @param reason why nothing was done; empty when something was, or nothing had to be
 */
public record ViewRow(String view, String topic, ViewAction action, String reason) {

    static ViewRow of(String view, String topic, ViewAction action) {
        return new ViewRow(view, topic, action, "");
    }

    static ViewRow skipped(String view, String topic, String reason) {
        return new ViewRow(view, topic, ViewAction.SKIPPED, reason);
    }

    /** The columns of the procedure's result. */
    public static StructType type() {
        return new StructType()
                .add("view", DataTypes.StringType, false)
                .add("topic", DataTypes.StringType, false)
                .add("action", DataTypes.StringType, false)
                .add("reason", DataTypes.StringType);
    }

    /** As a row of {@link #type}. */
    public Row row() {
        return RowFactory.create(view, topic, action.name(), reason.isEmpty() ? null : reason);
    }
}
