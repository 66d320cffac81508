package io.kaspar.schema.avro;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A logical type that counts units of time.
 *
 * @param nanosPerUnit what one unit is worth in the payload
 * @param columnNanosPerUnit what one unit is worth in the column
 */
record TemporalType(Family family, long nanosPerUnit, long columnNanosPerUnit) {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long DAY = 86_400_000_000_000L;

    /** Kinds of time between which no number makes sense. */
    enum Family {
        DATE,
        TIME_OF_DAY,
        TIMESTAMP
    }

    /** The temporal type of a schema, null when it has none. */
    static @Nullable TemporalType of(Schema schema) {
        return switch (LogicalTypeName.of(schema)) {
            case "date" -> new TemporalType(Family.DATE, DAY, DAY);
            case "time-millis" -> new TemporalType(Family.TIME_OF_DAY, MILLI, MILLI);
            case "time-micros" -> new TemporalType(Family.TIME_OF_DAY, MICRO, MICRO);
            case "timestamp-millis", "local-timestamp-millis" -> new TemporalType(Family.TIMESTAMP, MILLI, MICRO);
            case "timestamp-micros", "local-timestamp-micros" -> new TemporalType(Family.TIMESTAMP, MICRO, MICRO);
            case "timestamp-nanos", "local-timestamp-nanos" -> new TemporalType(Family.TIMESTAMP, 1, 1);
            default -> null;
        };
    }
}
