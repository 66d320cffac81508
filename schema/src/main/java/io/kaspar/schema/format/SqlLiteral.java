package io.kaspar.schema.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Values as Spark's SQL writes them, with exactly their type whatever the session's settings are. */
public final class SqlLiteral {
    private SqlLiteral() {}

    /** Text; with a quote or a backslash in it, which sessions can read in two ways, it is given by its bytes. */
    public static String text(String value) {
        boolean isPlain = value.chars().allMatch(c -> c >= ' ' && c != '\'' && c != '\\');
        return isPlain ? "'" + value + "'" : "CAST(" + bytes(value.getBytes(StandardCharsets.UTF_8)) + " AS STRING)";
    }

    public static String bytes(byte[] value) {
        return "X'" + HexFormat.of().formatHex(value) + "'";
    }

    public static String decimal(BigDecimal value) {
        return value.toPlainString() + "BD";
    }

    /**
     * A number without a {@code CAST}, whose result Spark takes for one that may be null.
     *
     * @param type bigint, float or double
     */
    public static String number(Number value, DataType type) {
        if (!Double.isFinite(value.doubleValue())) {
            return cast(value.toString(), type);
        }
        if (type.equals(DataTypes.LongType)) {
            return value.longValue() + "L";
        }
        return type.equals(DataTypes.FloatType) ? value.floatValue() + "F" : value.doubleValue() + "D";
    }

    /** What a cast makes of text. */
    public static String cast(String text, DataType type) {
        return "CAST('" + text + "' AS " + type.sql() + ")";
    }

    public static String nullOf(DataType type) {
        return "CAST(NULL AS " + type.sql() + ")";
    }
}
