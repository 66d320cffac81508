package io.kaspar.schema.format;

import java.math.BigDecimal;

/**
 * Gives values to encoders: the fields of a struct, or the elements of a collection, by place. The way back of {@link ValueSink}.
 *
 * <p>Which method a place takes follows from its Spark type. Only {@link #isNull} may be asked where there is null. What a source
 * gives is valid until the row it came from moves on. Not thread-safe.
 */
public interface ValueSource {

    boolean isNull(int place);

    boolean booleanAt(int place);

    /** Of tinyint, smallint and int, and of date in days since 1970-01-01. */
    int intAt(int place);

    /** Of bigint, of timestamp and timestamp_ntz in microseconds since 1970-01-01T00:00, of day-time intervals in microseconds. */
    long longAt(int place);

    float floatAt(int place);

    double doubleAt(int place);

    /** Of string, in UTF-8, and of binary; not to be changed. */
    byte[] bytesAt(int place);

    /** Of decimal; the value has the column's scale. */
    BigDecimal decimalAt(int place, int precision, int scale);

    /**
     * Of struct: its fields in the order of the Spark type. Of variant: its value and its metadata, two binaries.
     *
     * @param fieldCount how many fields the struct has
     */
    ValueSource structAt(int place, int fieldCount);

    Elements arrayAt(int place);

    Entries mapAt(int place);

    /** The elements of an array, or the keys or values of a map. */
    interface Elements extends ValueSource {
        int size();
    }

    /** The keys and values of a map, as many of both. */
    record Entries(Elements keys, Elements values) {}
}
