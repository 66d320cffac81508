package io.kaspar.catalog.columns;

import io.kaspar.reader.task.ScanColumn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Which fields of values are columns. */
public enum ValueShape {
    /** Each, in its order. */
    PLAIN,

    /** Each of a change as Debezium writes it, those first that say what changed. */
    CHANGE,

    /** Those of the row that a change leaves. */
    ROW;

    private static final String OPERATION = "op";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String SOURCE = "source";
    private static final List<String> FIRST = List.of(OPERATION, BEFORE, AFTER, SOURCE);

    /** Whether values of a type can have this shape: changes are known by their fields. */
    public boolean fits(DataType valueType) {
        return this == PLAIN
                || (valueType instanceof StructType value
                        && field(value, OPERATION)
                                .filter(DataTypes.StringType::equals)
                                .isPresent()
                        && row(value, BEFORE).isPresent()
                        && row(value, AFTER).isPresent()
                        && row(value, SOURCE).isPresent());
    }

    /** The columns of values that are records. */
    StructType columns(StructType value) {
        return switch (this) {
            case PLAIN -> value;
            case CHANGE -> {
                StructField[] fields = value.fields().clone();
                Arrays.sort(fields, Comparator.comparingInt(field -> place(field.name())));
                yield new StructType(fields);
            }
            case ROW -> row(value, AFTER).orElse(value);
        };
    }

    private static int place(String name) {
        int first = FIRST.indexOf(name);
        return first < 0 ? FIRST.size() : first;
    }

    private static Optional<DataType> field(StructType value, String name) {
        return Arrays.stream(value.fields())
                .filter(field -> field.name().equals(name))
                .map(StructField::dataType)
                .findFirst();
    }

    private static Optional<StructType> row(StructType value, String name) {
        return field(value, name).filter(StructType.class::isInstance).map(StructType.class::cast);
    }

    /** What to read for a column of values that are records. */
    ScanColumn scanColumn(String name, DataType dataType) {
        return this == ROW
                ? new ScanColumn.NestedField(AFTER, name, dataType)
                : new ScanColumn.ValueField(name, dataType);
    }
}
