package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.ValueSource;
import java.nio.charset.StandardCharsets;

/** Writes the values of one shape as JSON; the way back of a step. Not thread-safe. */
@FunctionalInterface
interface ShapeWriter {
    /** Appends the value at a place, where there is no null. */
    void write(ValueSource source, int place, PayloadOutput out) throws PayloadException;

    /** The same, for places where there may be null. */
    default void writeOrNull(ValueSource source, int place, PayloadOutput out) throws PayloadException {
        if (source.isNull(place)) {
            out.put("null".getBytes(StandardCharsets.US_ASCII));
        } else {
            write(source, place, out);
        }
    }
}
