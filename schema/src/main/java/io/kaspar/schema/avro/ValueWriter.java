package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.ValueSource;

/** Writes the values of one type, made by {@link EncoderCompiler}; the way back of a step. */
@FunctionalInterface
interface ValueWriter {
    /** Appends the value at a place, null among them where the schema has null. */
    void write(ValueSource source, int place, PayloadOutput out) throws PayloadException;

    /** A writer that refuses null. */
    static ValueWriter notNull(String path, ValueWriter present) {
        return (source, place, out) -> {
            if (source.isNull(place)) {
                throw new PayloadException(path + ": the schema has no null here");
            }
            present.write(source, place, out);
        };
    }

    /** A writer of always the same bytes. */
    static ValueWriter constant(byte[] encoded) {
        return (source, place, out) -> out.put(encoded);
    }
}
