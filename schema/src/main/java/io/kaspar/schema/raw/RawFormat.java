package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** How payloads without a schema are read; the numbers are big-endian, as Kafka's own serializers write them. */
public enum RawFormat {
    /** Text, in UTF-8 where nothing else is said. */
    STRING(DataTypes.StringType),
    /** The bytes as they are. */
    BINARY(DataTypes.BinaryType),
    /** One byte, 0 or 1. */
    BOOLEAN(DataTypes.BooleanType),
    SHORT(DataTypes.IntegerType),
    INT(DataTypes.IntegerType),
    LONG(DataTypes.LongType),
    FLOAT(DataTypes.FloatType),
    DOUBLE(DataTypes.DoubleType),
    /** The 36 characters of a UUID in text, shown in lower case. */
    UUID(DataTypes.StringType);

    private static final String EITHER_OPTION = "key.format or value.format";

    private final DataType dataType;

    RawFormat(DataType dataType) {
        this.dataType = dataType;
    }

    public DataType dataType() {
        return dataType;
    }

    /** The name in options: lower case. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A decoder for payloads of this format. */
    public PayloadDecoder decoder() {
        return decoder(EITHER_OPTION);
    }

    /**
     * A decoder for payloads of this format.
     *
     * @param formatOption the option that chose this format, for messages: {@code key.format} or {@code value.format}
     */
    public PayloadDecoder decoder(String formatOption) {
        return switch (this) {
            case STRING -> new TextDecoder(formatOption);
            case BINARY -> new BinaryDecoder();
            case BOOLEAN -> new BooleanDecoder(formatOption);
            case SHORT, INT, LONG, FLOAT, DOUBLE -> new NumberDecoder(this, formatOption);
            case UUID -> new UuidDecoder(formatOption);
        };
    }

    /**
     * A decoder for payloads that are text.
     *
     * @param charset what they are written in
     * @param formatOption as in the other one
     */
    public static PayloadDecoder textDecoder(Charset charset, String formatOption) {
        return charset.equals(StandardCharsets.UTF_8)
                ? STRING.decoder(formatOption)
                : new CharsetDecoding(charset, formatOption);
    }

    /** An encoder of values of {@link #dataType} as payloads of this format. */
    public PayloadEncoder encoder() {
        return RawEncoders.of(this);
    }

    /** An encoder of text in a charset. */
    public static PayloadEncoder textEncoder(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? STRING.encoder() : RawEncoders.ofText(charset);
    }
}
