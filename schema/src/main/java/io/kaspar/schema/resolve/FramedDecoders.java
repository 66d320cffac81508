package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.FramingCursor;

/** Decoders for what framings name. Not thread-safe; must be closed. */
interface FramedDecoders extends AutoCloseable {

    /**
     * The decoder for what the framing names.
     *
     * @param bytes holds the framing; what stands behind it and names a part of the schema is counted to it from now on
     */
    PayloadDecoder find(FramingCursor framing, byte[] bytes)
            throws PayloadException, SchemaException, SchemaRegistryException;

    @Override
    void close();
}
