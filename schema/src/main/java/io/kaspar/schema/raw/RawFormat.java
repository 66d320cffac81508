package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadDecoder;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** How payloads without a schema are read; the numbers are big-endian, as Kafka's own serializers write them. */
public enum RawFormat {
    STRING(DataTypes.StringType),
    BINARY(DataTypes.BinaryType),
    BOOLEAN(DataTypes.BooleanType),
    SHORT(DataTypes.IntegerType),
    INT(DataTypes.IntegerType),
    LONG(DataTypes.LongType),
    FLOAT(DataTypes.FloatType),
    DOUBLE(DataTypes.DoubleType);

    private final DataType dataType;

    RawFormat(DataType dataType) {
        this.dataType = dataType;
    }

    public DataType dataType() {
        return dataType;
    }

    /** The name in options: lower case. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A decoder for payloads of this format. */
    public PayloadDecoder decoder() {
        throw new UnsupportedOperationException("not written yet");
    }
}
