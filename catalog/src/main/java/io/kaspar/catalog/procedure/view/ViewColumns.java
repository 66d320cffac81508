package io.kaspar.catalog.procedure.view;

import org.apache.spark.sql.types.StructType;

/**
 * What a view of a topic can show.
 *
 * @param columns with their comments; none where there is a problem
 * @param problem why there can be no view; empty when there can be one
 */
public record ViewColumns(StructType columns, String problem) {

    public static ViewColumns of(StructType columns) {
        return new ViewColumns(columns, "");
    }

    public static ViewColumns none(String problem) {
        return new ViewColumns(new StructType(), problem);
    }
}
