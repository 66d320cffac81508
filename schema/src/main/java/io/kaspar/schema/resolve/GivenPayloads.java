package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.PayloadFrameCursor;
import io.kaspar.schema.wire.SchemaHeaders;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Payloads that are all by one schema, whatever the frame in front of them names. */
final class GivenPayloads implements PayloadReading, PayloadRuns.Frames {
    private final FramingCursor registryFrame = new FramingCursor();
    private final PayloadSchema.Given table;
    private final PayloadSide side;
    private final DataType projection;
    private final PayloadFormats formats;
    private @Nullable Compiled compiled;

    /** A decoder, and what reads the frame in front of what it decodes. */
    private record Compiled(
            PayloadDecoder decoder, InflatingDecoder inflating, PayloadFrameCursor frame, RecordTypes types) {
        /** For the payload whose frame was read last. */
        PayloadDecoder behindFrame() {
            return frame.isDeflated() ? inflating : decoder;
        }
    }

    GivenPayloads(PayloadSchema.Given table, PayloadSide side, DataType projection, PayloadFormats formats) {
        this.table = table;
        this.side = side;
        this.projection = projection;
        this.formats = formats;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, SchemaHeaders headers, ValueSink sink)
            throws PayloadException, SchemaException {
        if (!table.frame().isInFront() || isInHeader(headers)) {
            decodeUnframed(bytes, position, length, sink);
        } else {
            decodeFramed(bytes, position, length, sink);
        }
    }

    /** Confluent's serializers, and Apicurio's, write the frame into a header, or in front of the payload. */
    private boolean isInHeader(SchemaHeaders headers) {
        return switch (table.frame()) {
            case CONFLUENT -> headers.schemaIdLength() != SchemaHeaders.NO_HEADER;
            case APICURIO -> headers.haveApicurio();
            case NONE, GLUE, CONNECT, MAXWELL, OGG -> false;
        };
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
        PayloadFrameCursor frame = compiled().frame();
        if (!frame.read(bytes, position, length)) {
            throw new PayloadException(frame.problem(side.word(), side.framingOption(), bytes, position, length));
        }
        requireType(compiled());
        compiled().behindFrame().decode(bytes, frame.endPosition(), position + length - frame.endPosition(), sink);
    }

    @Override
    public int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink)
            throws SchemaRegistryException {
        try {
            return table.frame().isInFront()
                    ? PayloadRuns.decodeAll(bytes, positions, lengths, from, to, sink, this)
                    : compiled().decoder().decodeAll(bytes, positions, lengths, 0, from, to, sink);
        } catch (SchemaException e) {
            return from; // decode tells
        }
    }

    @Override
    public @Nullable PayloadDecoder decoderOf(byte[] bytes, int position, int length) {
        try {
            if (!compiled().frame().read(bytes, position, length)) {
                return null;
            }
            requireType(compiled());
            return compiled().behindFrame();
        } catch (PayloadException | SchemaException e) {
            return null; // decode tells
        }
    }

    @Override
    public int frameEnd() {
        return Objects.requireNonNull(compiled).frame().endPosition();
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
            PayloadDecoder inner =
                    format.compile(WriterSchema.assumed(table.schema()), table.schema(), projection, table.options());
            PayloadDecoder decoder = around(inner);
            known = new Compiled(
                    decoder,
                    new InflatingDecoder(decoder, side),
                    new PayloadFrameCursor(table.frame(), format.hasMessageIndexes()),
                    format.recordTypes(table.schema()));
            compiled = known;
        }
        return known;
    }

    /** The decoder of what has something around it, and not only in front. */
    private PayloadDecoder around(PayloadDecoder inner) {
        return switch (table.frame()) {
            case NONE, CONFLUENT, APICURIO, GLUE -> inner;
            case CONNECT -> new ConnectDecoder(inner, side);
            case MAXWELL, OGG -> new ChangeDecoder(inner, table.frame(), side);
        };
    }

    @Override
    public int schemaId(byte[] bytes, int position, int length, SchemaHeaders headers) {
        return FramingCursor.NO_ID;
    }

    @Override
    public void close() {
        if (compiled != null) {
            compiled.inflating().close();
        }
    }
}
