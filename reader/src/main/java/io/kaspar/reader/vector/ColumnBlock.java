package io.kaspar.reader.vector;

import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Rows as columns. The vectors are reused: they are valid until the scan that gave them moves on. */
public record ColumnBlock(List<ColumnVector> columns, int rowCount) {

    /** The text in a column of strings, or in the first field of one of structs; null where there is none. */
    public @Nullable String text(int column, int row) {
        ColumnVector vector = columns.get(column);
        if (vector.isNullAt(row)) {
            return null;
        }
        ColumnVector texts = vector.dataType() instanceof StructType ? vector.getChild(0) : vector;
        return texts.isNullAt(row) ? null : texts.getUTF8String(row).toString();
    }
}
