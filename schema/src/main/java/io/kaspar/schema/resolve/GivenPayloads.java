package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.InflatedPayload;
import io.kaspar.schema.wire.PayloadFrame;
import io.kaspar.schema.wire.PayloadFrameCursor;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Payloads that are all by one schema, whatever the frame in front of them names. */
final class GivenPayloads implements PayloadReading {
    private final FramingCursor registryFrame = new FramingCursor();
    private final PayloadSchema.Given table;
    private final PayloadSide side;
    private final DataType projection;
    private final PayloadFormats formats;
    private @Nullable Compiled compiled;
    private @Nullable InflatedPayload inflated;

    /** A decoder, and what reads the frame in front of what it decodes. */
    private record Compiled(PayloadDecoder decoder, PayloadFrameCursor frame, RecordTypes types) {}

    GivenPayloads(PayloadSchema.Given table, PayloadSide side, DataType projection, PayloadFormats formats) {
        this.table = table;
        this.side = side;
        this.projection = projection;
        this.formats = formats;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, int headerPosition, int headerLength, ValueSink sink)
            throws PayloadException, SchemaException {
        if (table.frame() == PayloadFrame.NONE || isInHeader(headerLength)) {
            decodeUnframed(bytes, position, length, sink);
        } else {
            decodeFramed(bytes, position, length, sink);
        }
    }

    /** Confluent's serializers write the frame into a header, or in front of the payload. */
    private boolean isInHeader(int headerLength) {
        return table.frame() == PayloadFrame.CONFLUENT && headerLength != FramingCursor.NO_HEADER;
    }

    private void decodeUnframed(byte[] bytes, int position, int length, ValueSink sink)
            throws PayloadException, SchemaException {
        PayloadDecoder decoder = compiled().decoder();
        try {
            decoder.decode(bytes, position, length, sink);
        } catch (PayloadException e) {
            if (registryFrame.read(bytes, position, length)) {
                throw new PayloadException(
                        e.getMessage() + "; the " + side.word()
                                + " begins like the frame of a registry's serializer: set " + side.formatOption()
                                + "=auto to read it by the registry's schema, or " + side.framingOption()
                                + "=confluent to pass over the frame",
                        e);
            }
            throw e;
        }
    }

    private void decodeFramed(byte[] bytes, int position, int length, ValueSink sink)
            throws PayloadException, SchemaException {
        Compiled reading = compiled();
        PayloadFrameCursor frame = reading.frame();
        if (!frame.read(bytes, position, length)) {
            throw new PayloadException(frame.problem(side.word(), side.framingOption(), bytes, position, length));
        }
        requireType(reading);
        int start = frame.endPosition();
        int rest = position + length - start;
        if (!frame.isDeflated()) {
            reading.decoder().decode(bytes, start, rest, sink);
            return;
        }
        InflatedPayload payload = inflated();
        if (!payload.read(bytes, start, rest)) {
            throw new PayloadException("what the frame of the " + side.word() + " holds cannot be inflated: " + rest
                    + " bytes are not what zlib writes, or become more than " + InflatedPayload.MAX_LENGTH + " bytes");
        }
        reading.decoder().decode(payload.bytes(), 0, payload.length(), sink);
    }

    @Override
    public int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink) {
        try {
            return table.frame() == PayloadFrame.NONE
                    ? compiled().decoder().decodeAll(bytes, positions, lengths, 0, from, to, sink)
                    : decodeAllFramed(bytes, positions, lengths, from, to, sink);
        } catch (SchemaException e) {
            return from; // decode tells
        }
    }

    /** Those with the same frame at once. */
    private int decodeAllFramed(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink)
            throws SchemaException {
        Compiled reading = compiled();
        int next = from;
        while (next < to) {
            if (lengths[next] < 0) {
                sink.putNull();
                next++;
                continue;
            }
            PayloadFrameCursor frame = reading.frame();
            if (!frame.read(bytes, positions[next], lengths[next])) {
                return next;
            }
            try {
                requireType(reading);
                if (frame.isDeflated()) {
                    decodeFramed(bytes, positions[next], lengths[next], sink);
                    next++;
                    continue;
                }
            } catch (PayloadException e) {
                return next;
            }
            int frameLength = frame.endPosition() - positions[next];
            int runEnd = PayloadRuns.end(bytes, positions, lengths, frameLength, next, to);
            next = reading.decoder().decodeAll(bytes, positions, lengths, frameLength, next, runEnd, sink);
            if (next < runEnd) {
                return next;
            }
        }
        return to;
    }

    /** Protobuf's indexes name a message of the writer's file. That is the given one, or one like it, as far as anybody knows. */
    private void requireType(Compiled reading) throws PayloadException, SchemaException {
        List<Integer> indexes = reading.frame().messageIndexes();
        if (indexes.isEmpty()) {
            return;
        }
        String named = reading.types().find(indexes).map(RecordType::fullName).orElse("");
        String wanted = table.schema().typeName() != null
                ? table.schema().typeName()
                : reading.types().top().get(0).fullName();
        if (!named.equals(wanted)) {
            throw new PayloadException("the frame of the " + side.word() + " says that it is a " + named
                    + ", and the table holds messages of type " + wanted);
        }
    }

    private Compiled compiled() throws SchemaException {
        Compiled known = compiled;
        if (known == null) {
            PayloadFormat format = formats.require(table.schema().kind());
            known = new Compiled(
                    format.compile(WriterSchema.assumed(table.schema()), table.schema(), projection, table.options()),
                    new PayloadFrameCursor(table.frame(), format.hasMessageIndexes()),
                    format.recordTypes(table.schema()));
            compiled = known;
        }
        return known;
    }

    private InflatedPayload inflated() {
        InflatedPayload known = inflated;
        if (known == null) {
            known = new InflatedPayload();
            inflated = known;
        }
        return known;
    }

    @Override
    public int schemaId(byte[] bytes, int position, int length, int headerPosition, int headerLength) {
        return FramingCursor.NO_ID;
    }

    @Override
    public void close() {
        if (inflated != null) {
            inflated.close();
        }
    }
}
