package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.wire.FramingCursor;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Payloads without framing, all by one schema. */
final class GivenPayloads implements PayloadReading {
    private final FramingCursor framing = new FramingCursor();
    private final PayloadSchema.Given table;
    private final PayloadSide side;
    private final DataType projection;
    private final PayloadFormats formats;
    private @Nullable PayloadDecoder compiled;

    GivenPayloads(PayloadSchema.Given table, PayloadSide side, DataType projection, PayloadFormats formats) {
        this.table = table;
        this.side = side;
        this.projection = projection;
        this.formats = formats;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, int headerPosition, int headerLength, ValueSink sink)
            throws PayloadException, SchemaException {
        PayloadDecoder decoder = decoder();
        try {
            decoder.decode(bytes, position, length, sink);
        } catch (PayloadException e) {
            if (framing.read(bytes, position, length)) {
                throw new PayloadException(
                        e.getMessage() + "; the " + side.word()
                                + " begins like the frame of a registry's serializer: set " + side.formatOption()
                                + "=auto to read it by the registry's schema",
                        e);
            }
            throw e;
        }
    }

    @Override
    public int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink) {
        try {
            return decoder().decodeAll(bytes, positions, lengths, 0, from, to, sink);
        } catch (SchemaException e) {
            return from; // decode tells
        }
    }

    private PayloadDecoder decoder() throws SchemaException {
        PayloadDecoder known = compiled;
        if (known == null) {
            known = formats.require(table.schema().kind())
                    .compile(WriterSchema.assumed(table.schema()), table.schema(), projection, table.options());
            compiled = known;
        }
        return known;
    }

    @Override
    public int schemaId(byte[] bytes, int position, int length, int headerPosition, int headerLength) {
        return FramingCursor.NO_ID;
    }

    @Override
    public void close() {}
}
