package io.kaspar.schema.format;

/**
 * Turns values into payloads of one schema; the way back of {@link PayloadDecoder}. Made by {@link PayloadFormat#encoder}. Not
 * thread-safe.
 */
public interface PayloadEncoder {

    /**
     * Appends a payload, without framing. Null is not encoded: a record's payload that is null is a tombstone, whatever the schema
     * says.
     *
     * @param place of the value in {@code source}; it is not null
     * @throws PayloadException when the schema has no such value; {@code out} may hold a part of it then
     */
    void encode(ValueSource source, int place, PayloadOutput out) throws PayloadException;
}
