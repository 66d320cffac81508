package io.kaspar.schema.avro;

import io.kaspar.schema.format.ValueSink;

/** What the classes made from a {@link DecoderSource} are. Not thread-safe; a decoder has its own. */
abstract class GeneratedDecoder {
    /** For the steps that are called as they are. */
    final PayloadCursor cursor = new PayloadCursor();

    /** Sets where values go until the next call. */
    abstract void bind(ValueSink sink);

    /** As {@link io.kaspar.schema.format.PayloadDecoder#decodeAll}, into the sink that is bound. */
    abstract int decodeAll(byte[] bytes, int[] positions, int[] lengths, int prefixLength, int from, int to);
}
