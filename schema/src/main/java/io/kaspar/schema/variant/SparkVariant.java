package io.kaspar.schema.variant;

import io.kaspar.schema.line.SinceSpark;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Spark's type of variants, where it has one. */
public final class SparkVariant {
    private static final String NAME = "variant";
    private static final Optional<DataType> TYPE = find();

    private SparkVariant() {}

    /** Empty on Spark 3.5. */
    public static Optional<DataType> type() {
        return TYPE;
    }

    /** Whether a type is that of variants; asked for by name, so that classes which ask load on lines that have none. */
    public static boolean is(DataType dataType) {
        return dataType.typeName().equals(NAME);
    }

    private static Optional<DataType> find() {
        try {
            return Optional.of(InNewSparks.type());
        } catch (NoSuchFieldError | NoClassDefFoundError e) { // Spark 3.5
            return Optional.empty();
        }
    }

    /** What only loads where Spark has variants. */
    @SinceSpark("4.0")
    private static final class InNewSparks {
        static DataType type() {
            return DataTypes.VariantType;
        }
    }
}
