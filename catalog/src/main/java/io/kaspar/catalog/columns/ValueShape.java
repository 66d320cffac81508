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

    /** None: the bytes of key and value, and facts about the record, are. */
    RAW,

    /** All as one column, beside the key and facts about the record. */
    RECORD,

    /** Each of a change as Debezium writes it, those first that say what changed. */
    CHANGE,

    /** Those of the row that a change leaves. */
    ROW,

    /** Each of a row that Debezium unwrapped, those first that say what changed. */
    UNWRAPPED_CHANGE,

    /** Each of a row that Debezium unwrapped, in its order. */
    UNWRAPPED_ROW;

    private static final String OPERATION = "op";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String SOURCE = "source";
    private static final List<String> FIRST = List.of(OPERATION, BEFORE, AFTER, SOURCE);
    private static final List<String> FIRST_UNWRAPPED = List.of("__op", "__deleted");

    /** Whether values of a type can have this shape: changes are known by their fields. */
    public boolean fits(DataType valueType) {
        return switch (this) {
            case PLAIN, RAW, RECORD -> true;
            case CHANGE, ROW -> valueType instanceof StructType value && isChange(value);
            case UNWRAPPED_CHANGE, UNWRAPPED_ROW ->
                valueType instanceof StructType value
                        && !isChange(value)
                        && FIRST_UNWRAPPED.stream().anyMatch(name -> isText(value, name));
        };
    }

    private static boolean isChange(StructType value) {
        return isText(value, OPERATION)
                && row(value, BEFORE).isPresent()
                && row(value, AFTER).isPresent()
                && row(value, SOURCE).isPresent();
    }

    private static boolean isText(StructType value, String name) {
        return field(value, name).filter(DataTypes.StringType::equals).isPresent();
    }

    /** The columns of values that are records. */
    StructType columns(StructType value) {
        return switch (this) {
            case PLAIN, RAW, RECORD, UNWRAPPED_ROW -> value;
            case CHANGE -> sorted(value, FIRST);
            case UNWRAPPED_CHANGE -> sorted(value, FIRST_UNWRAPPED);
            case ROW -> row(value, AFTER).orElse(value);
        };
    }

    private static StructType sorted(StructType value, List<String> first) {
        StructField[] fields = value.fields().clone();
        Arrays.sort(fields, Comparator.comparingInt(field -> place(first, field.name())));
        return new StructType(fields);
    }

    private static int place(List<String> first, String name) {
        int place = first.indexOf(name);
        return place < 0 ? first.size() : place;
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
