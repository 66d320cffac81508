package io.kaspar.schema.json.shape;

import io.kaspar.schema.line.SinceSpark;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Spark's type of variants, where it has one. */
final class SparkVariant {
    private static final Optional<DataType> TYPE = find();

    private SparkVariant() {}

    static Optional<DataType> type() {
        return TYPE;
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
