package io.kaspar.shell;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DatetimeType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** A column of a result. */
record ResultColumn(String name, DataType type) {
    static ResultColumn[] of(StructType rowType) {
        ResultColumn[] columns = new ResultColumn[rowType.fields().length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new ResultColumn(rowType.fields()[i].name(), rowType.fields()[i].dataType());
        }
        return columns;
    }

    boolean isNumber() {
        return type instanceof NumericType;
    }

    /** Whether the start of a long value is of use: half a time or number would mislead. */
    boolean canBeCut() {
        return !isNumber() && !(type instanceof DatetimeType);
    }
}
