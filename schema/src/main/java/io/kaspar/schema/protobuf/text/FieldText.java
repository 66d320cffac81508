package io.kaspar.schema.protobuf.text;

import io.kaspar.schema.format.SchemaException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The type of a field of one value, as {@code .proto} files write it.
 *
 * @param options behind the field's number; empty for none
 * @param imports the files that define it, separated by spaces
 * @param isMessage whether it is absent unless it is set, whatever the file's syntax
 */
record FieldText(String type, String options, String imports, boolean isMessage) {
    private static final Map<DataType, String> SCALARS = Map.of(
            DataTypes.BooleanType, "bool",
            DataTypes.IntegerType, "int32",
            DataTypes.LongType, "int64",
            DataTypes.FloatType, "float",
            DataTypes.DoubleType, "double",
            DataTypes.BinaryType, "bytes");

    static FieldText scalar(String type) {
        return new FieldText(type, "", "", false);
    }

    static FieldText message(String type) {
        return new FieldText(type, "", "", true);
    }

    private static FieldText message(String type, String file) {
        return new FieldText(type, "", file, true);
    }

    FieldText as(String other) {
        return new FieldText(other, options, imports, isMessage);
    }

    /**
     * Of a column that is no struct, array or map.
     *
     * @throws SchemaException for a type that no field is read as
     */
    static FieldText of(DataType column, String place) throws SchemaException {
        if (column instanceof StringType) { // of any collation
            return scalar("string");
        }
        if (column instanceof DecimalType decimal) {
            return decimal(decimal);
        }
        if (column instanceof DateType) {
            return message("google.type.Date", "google/type/date.proto");
        }
        if (column instanceof TimestampType) {
            return message("google.protobuf.Timestamp", "google/protobuf/timestamp.proto");
        }
        if (column.equals(DataTypes.createDayTimeIntervalType())) {
            return message("google.protobuf.Duration", "google/protobuf/duration.proto");
        }
        return Optional.ofNullable(SCALARS.get(column))
                .map(FieldText::scalar)
                .orElseThrow(() -> new SchemaException(place + ": Protobuf has no type for " + column.sql()
                        + " that would be read as the same; CAST changes the type"));
    }

    /** Each value has digits of its own, so that the column's stand in the field's parameters. */
    private static FieldText decimal(DecimalType column) {
        return new FieldText(
                "confluent.type.Decimal",
                " [(confluent.field_meta) = {params: [{key: \"precision\", value: \"" + column.precision()
                        + "\"}, {key: \"scale\", value: \"" + column.scale() + "\"}]}]",
                "confluent/meta.proto confluent/type/decimal.proto",
                true);
    }
}
