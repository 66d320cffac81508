package io.kaspar.catalog.write;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What a column may be written as without a {@code CAST}, since no value changes: Spark does so itself where it matches the columns. */
final class Widening {
    private static final List<DataType> INTEGERS =
            List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    private Widening() {}

    /** The type that is wanted, where values of the given one are all of it; else the given one. */
    static DataType of(DataType given, DataType wanted) {
        return given.equals(DataTypes.NullType) || isWider(given, wanted) ? wanted : given;
    }

    private static boolean isWider(DataType given, DataType wanted) {
        int from = INTEGERS.indexOf(given);
        int to = INTEGERS.indexOf(wanted);
        boolean isExactDouble = given.equals(DataTypes.FloatType) || (from >= 0 && !given.equals(DataTypes.LongType));
        return (from >= 0 && from < to) || (wanted.equals(DataTypes.DoubleType) && isExactDouble);
    }
}
