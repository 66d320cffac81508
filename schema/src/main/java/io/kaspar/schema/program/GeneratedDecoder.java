package io.kaspar.schema.program;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/** What the classes made from a {@link DecoderSource} are. Not thread-safe; a decoder has its own. */
abstract class GeneratedDecoder {
    /** For the steps that are called as they are; its messages reach nobody. */
    final PayloadCursor cursor = new PayloadCursor("generated");

    /** The place of the payload that is being decoded. */
    int current;

    /** Sets where values go until the next call. */
    abstract void bind(ValueSink sink);

    /** As {@link #decodeAll}, or throws what a step or sink throws for the current payload. */
    abstract int decodeUntil(byte[] bytes, int[] positions, int[] lengths, int prefixLength, int from, int to)
            throws PayloadException;

    /** As {@link io.kaspar.schema.format.PayloadDecoder#decodeAll}, into the sink that is bound. */
    final int decodeAll(byte[] bytes, int[] positions, int[] lengths, int prefixLength, int from, int to) {
        try {
            return decodeUntil(bytes, positions, lengths, prefixLength, from, to);
        } catch (PayloadException | StackOverflowError e) { // The steps tell what is wrong, or read it with less stack.
            return current;
        }
    }
}
