package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.ValueSource;

/** Writes the values of one type; the way back of a step. Not thread-safe. */
@FunctionalInterface
interface FieldWriter {
    /** Appends the value at a place, where there is no null. */
    void write(ValueSource source, int place, PayloadOutput out) throws PayloadException;

    /** The same behind its length. */
    static FieldWriter withLength(FieldWriter content) {
        PayloadOutput inner = new PayloadOutput();
        return (source, place, out) -> {
            inner.clear();
            content.write(source, place, inner);
            WireOutput.putDelimited(inner.bytes(), inner.length(), out);
        };
    }

    /** The same behind other bytes, a tag. */
    static FieldWriter behind(byte[] tag, FieldWriter value) {
        return (source, place, out) -> {
            out.put(tag);
            value.write(source, place, out);
        };
    }
}
