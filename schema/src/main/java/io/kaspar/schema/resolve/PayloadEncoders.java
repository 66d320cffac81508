package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.wire.PayloadFrame;
import io.kaspar.schema.wire.RegistryFraming;
import java.nio.charset.Charset;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * How the keys, or values, of a topic are written: what {@link FramedPayloadDecoder} reads, the way back. A registry is not asked:
 * what payloads are framed with is in the {@link PayloadSchema}, or was asked for before.
 */
public final class PayloadEncoders {
    private final PayloadFormats formats;
    private final PayloadSide side;
    private final DataType dataType;
    private final @Nullable SchemaName name;

    private PayloadEncoders(PayloadFormats formats, PayloadSide side, DataType dataType, @Nullable SchemaName name) {
        this.formats = formats;
        this.side = side;
        this.dataType = dataType;
        this.name = name;
    }

    /**
     * How whole payloads are written.
     *
     * @param name of the schema, where its id alone does not do ({@link WrittenNames}); null for nothing that is sent
     * @param dataType of the values, as {@link PayloadFormat#encoder} has it
     * @throws SchemaException when payloads of this schema cannot be written, or no value of this type is one of them; the message is
     *     for users and names the option to change
     */
    public static PayloadWriting writing(
            PayloadFormats formats,
            PayloadSchema schema,
            PayloadSide side,
            @Nullable SchemaName name,
            DataType dataType)
            throws SchemaException {
        return new PayloadEncoders(formats, side, dataType, name).of(schema);
    }

    /**
     * What columns get that a statement leaves out, as SQL by column: the defaults of the schema that payloads are written by, see {@link
     * PayloadFormat#defaults}.
     */
    public static Map<String, String> defaults(PayloadFormats formats, PayloadSchema schema) throws SchemaException {
        if (schema instanceof PayloadSchema.Given given) {
            return formats.require(given.schema().kind()).defaults(given.schema(), given.options());
        }
        if (schema instanceof PayloadSchema.OneOfSeveral one) {
            SchemaText written = one.type().type().schema();
            return formats.require(written.kind())
                    .defaults(written, one.several().options());
        }
        if (schema instanceof PayloadSchema.Registered registered) {
            SchemaText written = registered.readerSchema().registered();
            return formats.require(written.kind())
                    .defaults(written.ofType(registered.readerSchema().typeName()), registered.options());
        }
        return Map.of();
    }

    private PayloadWriting of(PayloadSchema schema) throws SchemaException {
        if (schema instanceof PayloadSchema.Raw raw) {
            return PayloadWriting.of(plain(raw.format(), raw.charset()));
        }
        if (schema instanceof PayloadSchema.Undeclared) {
            return PayloadWriting.of(plain(RawFormat.STRING, GivenFormat.Plain.UTF_8));
        }
        if (schema instanceof PayloadSchema.Given given) {
            return PayloadWriting.of(given(given));
        }
        if (schema instanceof PayloadSchema.Registered registered) {
            SchemaText whole = registered.readerSchema().registered();
            SchemaText written = whole.ofType(registered.readerSchema().typeName());
            return framed(registered.schemaId(), written, registered.options(), registered.framing());
        }
        if (schema instanceof PayloadSchema.OneOfSeveral one) {
            return framed(
                    one.type().schemaId(),
                    one.type().type().schema(),
                    one.several().options(),
                    one.framing());
        }
        throw new SchemaException(refusal(schema));
    }

    private String refusal(PayloadSchema schema) {
        if (schema instanceof PayloadSchema.Unavailable unavailable) {
            return unavailable.problem();
        }
        if (schema instanceof PayloadSchema.Undecoded undecoded) {
            return "the " + side.word() + " cannot be written: " + undecoded.note();
        }
        if (schema instanceof PayloadSchema.Several several) {
            return "the topic has records of several types: write to the table of one, as `topic$"
                    + several.types().get(0).column() + "`";
        }
        return "keys with windows cannot be written; set key.window=none and key.format to write other keys";
    }

    private PayloadEncoder plain(RawFormat format, String charset) throws SchemaException {
        if (!dataType.equals(format.dataType())) {
            throw new SchemaException("the " + side.word() + " is written as " + format.optionValue() + ", of "
                    + format.dataType().sql() + ", and what shall be written is of " + dataType.sql()
                    + ": CAST changes the type, " + side.formatOption() + " how it is written" + formatHint());
        }
        return format == RawFormat.STRING ? RawFormat.textEncoder(Charset.forName(charset)) : format.encoder();
    }

    /** The format for values of this type, where there is one. */
    private String formatHint() {
        if (dataType.equals(DataTypes.LongType)) {
            return " (long for this type)";
        }
        if (dataType.equals(DataTypes.IntegerType)) {
            return " (int for this type)";
        }
        return "";
    }

    private PayloadEncoder given(PayloadSchema.Given given) throws SchemaException {
        if (given.frame() != PayloadFrame.NONE) {
            throw new SchemaException("the " + side.word() + " cannot be written with " + side.framingOption() + "="
                    + given.frame().optionValue()
                    + ": that says what to pass over when reading, and not what to write; set it to none, or let the registry's"
                    + " subject say the schema");
        }
        return encoder(given.schema(), given.options());
    }

    private PayloadWriting framed(int schemaId, SchemaText schema, PayloadOptions options, RegistryFraming framing)
            throws SchemaException {
        SchemaName written = name == null ? standIn(schemaId, framing) : name;
        SchemaMarks marks = new SchemaMarks(formats.require(schema.kind()), schema, side, written);
        byte[] front = marks.front(framing);
        PayloadEncoder payload = encoder(schema, options);
        return new PayloadWriting(
                front.length == 0 ? payload : new FramedEncoder(front, payload), marks.headers(framing));
    }

    private static SchemaName standIn(int schemaId, RegistryFraming framing) {
        return framing.style() == RegistryFraming.Style.APICURIO
                ? new SchemaName.OfApicurio(WrittenNames.idKind(framing), 0)
                : new SchemaName.Id(schemaId);
    }

    private PayloadEncoder encoder(SchemaText schema, PayloadOptions options) throws SchemaException {
        return formats.require(schema.kind()).encoder(schema, dataType, options);
    }
}
