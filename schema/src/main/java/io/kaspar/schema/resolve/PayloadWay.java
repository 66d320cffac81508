package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.registry.SchemaRegistryException;

/** How the payloads of one side are to be taken: with a schema id each, or without. */
sealed interface PayloadWay extends AutoCloseable permits FramedPayloads, UnframedPayloads {

    /** As {@link FramedPayloadDecoder#decode}. */
    void decode(byte[] bytes, int position, int length, int headerPosition, int headerLength, ValueSink sink)
            throws PayloadException, SchemaException, SchemaRegistryException;

    /** As {@link FramedPayloadDecoder#decodeAll}. */
    int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink)
            throws SchemaRegistryException;

    /** As {@link FramedPayloadDecoder#schemaId}. */
    int schemaId(byte[] bytes, int position, int length, int headerPosition, int headerLength);

    @Override
    void close();
}
