package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.RegistryFraming;
import io.kaspar.schema.wire.SchemaHeaders;
import java.nio.charset.Charset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the keys, or the values, of one topic as they lie in the log, each by the schema it names.
 *
 * <p>Decoders are compiled once per writer's schema. Not thread-safe: a task has one per side.
 */
public final class FramedPayloadDecoder implements AutoCloseable {
    private final PayloadReading payloads;

    private FramedPayloadDecoder(PayloadReading payloads) {
        this.payloads = payloads;
    }

    /**
     * A decoder; opens nothing yet. Payloads written by the table's own schema need no registry at all.
     *
     * @param projection the payload schema's type, or less of it; see {@link PayloadFormat#compile}
     * @param formats the kinds of schema that can be read
     * @param registry asked when the first other schema id shows up; null when none is configured
     */
    public static FramedPayloadDecoder of(
            PayloadSchema payloadSchema,
            PayloadSide side,
            DataType projection,
            PayloadFormats formats,
            @Nullable RegistrySupplier registry) {
        return new FramedPayloadDecoder(payloads(payloadSchema, side, projection, formats, registry));
    }

    private static PayloadReading payloads(
            PayloadSchema payloadSchema,
            PayloadSide side,
            DataType projection,
            PayloadFormats formats,
            @Nullable RegistrySupplier registry) {
        if (payloadSchema instanceof PayloadSchema.Windowed windowed) {
            StructType wanted = (StructType) projection;
            DataType wantedKey = KeyWindow.keyProjection(wanted);
            return new WindowedPayloads(
                    windowed.window(), wanted, side, payloads(windowed.key(), side, wantedKey, formats, registry));
        }
        LeasedOnDemand leased = new LeasedOnDemand(registry);
        if (payloadSchema instanceof PayloadSchema.Registered table) {
            WriterSchemas writerSchemas = new WriterSchemas(table, side, projection, formats, leased);
            return new FramedPayloads(new WriterDecoders(writerSchemas), table.framing(), side);
        }
        if (payloadSchema instanceof PayloadSchema.Several several) {
            SeveralCompiler compiler = new SeveralCompiler(several.options(), formats, side);
            return typed(
                    WrittenTypes.of(several, side, formats, leased),
                    several.framing(),
                    side,
                    written -> compiler.intoStruct(several, (StructType) projection, written));
        }
        if (payloadSchema instanceof PayloadSchema.OneOfSeveral one) {
            SeveralCompiler compiler = new SeveralCompiler(one.several().options(), formats, side);
            return typed(
                    WrittenTypes.of(one.several(), side, formats, leased),
                    one.framing(),
                    side,
                    written -> compiler.alone(one.type(), projection, written));
        }
        if (payloadSchema instanceof PayloadSchema.Undeclared undeclared) {
            return new UndeclaredPayloads(undeclared, side, leased);
        }
        if (payloadSchema instanceof PayloadSchema.Raw raw) {
            return new UnframedPayloads(decoder(raw, side.formatOption()));
        }
        if (payloadSchema instanceof PayloadSchema.Given given) {
            return new GivenPayloads(given, side, projection, formats);
        }
        return new UndecodedPayloads(RawFormat.BINARY.decoder(side.formatOption()));
    }

    private static PayloadDecoder decoder(PayloadSchema.Raw raw, String formatOption) {
        return raw.format() == RawFormat.STRING
                ? RawFormat.textDecoder(Charset.forName(raw.charset()), formatOption)
                : raw.format().decoder(formatOption);
    }

    private static PayloadReading typed(
            WrittenTypes writtenTypes, RegistryFraming framing, PayloadSide side, TypedDecoders.TypeCompiler compiler) {
        return new FramedPayloads(new TypedDecoders(writtenTypes, compiler), framing, side);
    }

    /**
     * Puts exactly one value into {@code sink}. A null payload has nothing to decode and is the caller's.
     *
     * @param bytes holds the payload and the headers' values
     * @param headers those of the record
     * @throws PayloadException when this payload cannot be decoded: no framing, an id the registry does not know, bytes
     *     that are not what the schema says; {@code sink} may then hold part of the value
     * @throws SchemaException when the payload's schema cannot be read or resolved against the table's
     * @throws SchemaRegistryException when the registry cannot be asked; the same payload may be decoded later
     */
    public void decode(byte[] bytes, int position, int length, SchemaHeaders headers, ValueSink sink)
            throws PayloadException, SchemaException, SchemaRegistryException {
        payloads.decode(bytes, position, length, headers, sink);
    }

    /**
     * Puts one value per payload into {@code sink}, null for a null payload, until one cannot be decoded; for payloads of
     * records whose headers tell nothing ({@link SchemaHeaders#isEmpty}).
     *
     * @param positions of the payloads' first bytes
     * @param lengths in bytes, negative for null payloads
     * @param from the first payload's place in both arrays
     * @param to the first one that is not decoded any more
     * @return {@code to}, or the place of the payload that {@link #decode} throws for; {@code sink} may then hold part of
     *     its value behind those before it
     */
    public int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink)
            throws SchemaRegistryException {
        return payloads.decodeAll(bytes, positions, lengths, from, to, sink);
    }

    /**
     * The id in the payload's framing, without asking any registry; -1 when there is none, or a GUID or an id of Apicurio's
     * own instead, and for payloads without schema.
     */
    public int schemaId(byte[] bytes, int position, int length, SchemaHeaders headers) {
        return payloads.schemaId(bytes, position, length, headers);
    }

    /** Closes the registry if it was opened. */
    @Override
    public void close() {
        payloads.close();
    }
}
