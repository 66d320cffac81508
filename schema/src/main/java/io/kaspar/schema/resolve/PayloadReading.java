package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.SchemaHeaders;

/** The payloads of one side: with a schema id each, by one schema for all, without any, with one that nobody expected or can read, or with a window behind them. */
sealed interface PayloadReading extends AutoCloseable
        permits FramedPayloads,
                GivenPayloads,
                UnframedPayloads,
                UndeclaredPayloads,
                UndecodedPayloads,
                WindowedPayloads {

    /** As {@link FramedPayloadDecoder#decode}. */
    void decode(byte[] bytes, int position, int length, SchemaHeaders headers, ValueSink sink)
            throws PayloadException, SchemaException, SchemaRegistryException;

    /** As {@link FramedPayloadDecoder#decodeAll}. */
    int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink)
            throws SchemaRegistryException;

    /** As {@link FramedPayloadDecoder#schemaId}. */
    int schemaId(byte[] bytes, int position, int length, SchemaHeaders headers);

    @Override
    void close();
}
