package io.kaspar.schema.resolve;

import io.kaspar.schema.wire.WindowKind;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What stands behind the keys of a topic that Kafka Streams or ksqlDB wrote by windows.
 *
 * @param sizeMs how long each window is in milliseconds, where its bytes do not tell the end; {@link #UNKNOWN_SIZE} when nobody knows
 */
public record KeyWindow(WindowKind kind, long sizeMs) implements Serializable {
    public static final long UNKNOWN_SIZE = 0;

    /** The fields of {@link #dataType}. */
    static final String KEY = "key";

    static final String START = "window_start";
    static final String END = "window_end";

    public KeyWindow {
        Objects.requireNonNull(kind, "kind");
        if (sizeMs < 0 || (kind.hasEnd() && sizeMs != UNKNOWN_SIZE)) {
            throw new IllegalArgumentException("no size of a " + kind.optionValue() + " window: " + sizeMs);
        }
    }

    /** Of windows whose size nobody knows, or that have one each. */
    public KeyWindow(WindowKind kind) {
        this(kind, UNKNOWN_SIZE);
    }

    /** A struct of the key and the window's start, and of its end where that can be told. */
    StructType dataType(DataType keyType) {
        StructType start = new StructType().add(KEY, keyType, true).add(START, DataTypes.TimestampType, true);
        return kind.hasEnd() || sizeMs != UNKNOWN_SIZE ? start.add(END, DataTypes.TimestampType, true) : start;
    }

    /** What is wanted of the keys themselves: nothing where they are not asked for. */
    static DataType keyProjection(StructType wanted) {
        return Arrays.stream(wanted.fields())
                .filter(field -> field.name().equals(KEY))
                .findFirst()
                .map(StructField::dataType)
                .orElseGet(StructType::new);
    }
}
