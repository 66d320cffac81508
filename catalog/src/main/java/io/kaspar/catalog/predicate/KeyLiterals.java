package io.kaspar.catalog.predicate;

import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.GivenFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which bytes a key has that equals a literal. Known for keys that are one value without a frame, where equal values have equal bytes: text
 * in UTF-8, bytes, whole numbers. Not for floating-point numbers, of which 0 equals -0, nor for UUIDs, whose letters may be large or small.
 *
 * @param format what keys are
 * @param reading which of them can be decoded
 */
record KeyLiterals(RawFormat format, KeyReading reading) {
    /** What bytes are shown as that are no text. */
    private static final char REPLACEMENT = '\uFFFD';

    /** For keys of a schema; empty where bytes tell too little. */
    static Optional<KeyLiterals> of(PayloadSchema key) {
        if (key instanceof PayloadSchema.Undeclared) {
            return Optional.of(new KeyLiterals(RawFormat.STRING, KeyReading.UNSURE));
        }
        if (key instanceof PayloadSchema.Undecoded) {
            return Optional.of(new KeyLiterals(RawFormat.BINARY, KeyReading.ALWAYS));
        }
        return key instanceof PayloadSchema.Raw raw ? of(raw) : Optional.empty();
    }

    private static Optional<KeyLiterals> of(PayloadSchema.Raw raw) {
        return switch (raw.format()) {
            case BINARY -> Optional.of(new KeyLiterals(raw.format(), KeyReading.ALWAYS));
            case SHORT, INT, LONG -> Optional.of(new KeyLiterals(raw.format(), KeyReading.WHERE_NAMED));
            case STRING ->
                raw.charset().equals(GivenFormat.Plain.UTF_8)
                        ? Optional.of(new KeyLiterals(raw.format(), KeyReading.WHERE_NAMED))
                        : Optional.empty();
            case BOOLEAN, FLOAT, DOUBLE, UUID -> Optional.empty();
        };
    }

    /** The bytes of keys that equal a literal which is not null; empty where that cannot be told. */
    Optional<ByteBuffer> bytes(Literal<?> literal) {
        return switch (format) {
            case BINARY ->
                literal.value() instanceof byte[] bytes && literal.dataType() instanceof BinaryType
                        ? Optional.of(ByteBuffer.wrap(bytes.clone()))
                        : Optional.empty();
            // a type with a collation is another one
            case STRING ->
                literal.dataType().equals(DataTypes.StringType)
                        ? utf8(literal.value().toString())
                        : Optional.empty();
            case SHORT -> number(literal, DataTypes.IntegerType.equals(literal.dataType()), Short.BYTES);
            case INT -> number(literal, DataTypes.IntegerType.equals(literal.dataType()), Integer.BYTES);
            case LONG -> number(literal, DataTypes.LongType.equals(literal.dataType()), Long.BYTES);
            case BOOLEAN, FLOAT, DOUBLE, UUID -> Optional.empty();
        };
    }

    /** Of text that may be none, as a cast of bytes makes it, nothing is told. */
    private static Optional<ByteBuffer> utf8(String text) {
        return text.indexOf(REPLACEMENT) >= 0
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<ByteBuffer> number(Literal<?> literal, boolean isOfThisType, int width) {
        if (!isOfThisType || !(literal.value() instanceof Number number)) {
            return Optional.empty();
        }
        long value = number.longValue();
        if (width == Short.BYTES && value != (short) value) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).putLong(0, value);
        return Optional.of(bytes.slice(Long.BYTES - width, width));
    }
}
