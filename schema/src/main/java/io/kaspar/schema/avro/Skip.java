package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;

/** Passes over one value of the writer's that nobody asked for. Immutable once compiled. */
interface Skip {
    void run(PayloadCursor cursor) throws PayloadException;
}
