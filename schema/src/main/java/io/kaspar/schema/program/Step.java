package io.kaspar.schema.program;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/**
 * One instruction of a compiled decoder: reads one value of the writer's and puts exactly one value into its sink.
 *
 * <p>Steps hold no payload, but may remember the children of the sink they last saw, so they are not thread-safe.
 */
public interface Step {
    void run(PayloadCursor cursor, ValueSink sink) throws PayloadException;

    /**
     * Java statements that take and refuse the same bytes as {@link #run} and put the same; see {@link DecoderSource}.
     * Steps that are rare, or gain nothing, leave it at a call of themselves.
     *
     * @param sink the name of the sink to put into
     */
    default String source(DecoderSource decoder, String sink) {
        return decoder.interpreted(this, sink);
    }
}
