package io.kaspar.schema.format;

/**
 * Turns payloads of one writer's schema into values, reading only what the projection asks for.
 *
 * <p>Compiled by {@link PayloadFormat#compile}. Not thread-safe: a task has its own. Makes no object per payload.
 */
public interface PayloadDecoder {

    /**
     * Puts exactly one value into {@code sink}.
     *
     * @param bytes the buffer that holds the payload, framing already removed
     * @param position the payload's first byte
     * @param length the payload's length in bytes
     * @throws PayloadException when the bytes are not what the writer's schema says; {@code sink} and its children may
     *     then hold part of the value, and the caller takes them back to where they were
     */
    void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException;
}
