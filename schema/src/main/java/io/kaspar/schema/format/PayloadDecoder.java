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

    /**
     * Puts one value per payload into {@code sink}, null for a null payload, until one cannot be decoded.
     *
     * @param positions of the payloads' first bytes
     * @param lengths in bytes, negative for null payloads
     * @param prefixLength how many bytes at the start of each payload are not part of the value; none is shorter
     * @param from the first payload's place in both arrays
     * @param to the first one that is not decoded any more
     * @return {@code to}, or the place of a payload to take out of {@code sink}, which may hold part of its value, and to
     *     give to {@link #decode}, which tells what is wrong with it
     */
    default int decodeAll(
            byte[] bytes, int[] positions, int[] lengths, int prefixLength, int from, int to, ValueSink sink) {
        for (int i = from; i < to; i++) {
            if (lengths[i] < 0) {
                sink.putNull();
                continue;
            }
            try {
                decode(bytes, positions[i] + prefixLength, lengths[i] - prefixLength, sink);
            } catch (PayloadException e) {
                return i;
            }
        }
        return to;
    }
}
