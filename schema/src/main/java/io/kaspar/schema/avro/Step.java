package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/**
 * One instruction of a compiled decoder: reads one value of the writer's and puts exactly one value into its sink.
 *
 * <p>Steps hold no payload, but may remember the children of the sink they last saw, so they are not thread-safe.
 */
interface Step {
    void run(PayloadCursor cursor, ValueSink sink) throws PayloadException;
}
