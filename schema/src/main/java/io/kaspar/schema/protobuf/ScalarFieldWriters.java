package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.program.Utf8Check;
import io.kaspar.schema.protobuf.model.EnumType;
import io.kaspar.schema.protobuf.model.FieldKind;
import io.kaspar.schema.protobuf.model.ProtoField;
import io.kaspar.schema.protobuf.model.ProtoField.FieldType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Writers of values without parts. */
final class ScalarFieldWriters {
    private static final long MAX_UNSIGNED_INT = (1L << Integer.SIZE) - 1;
    private static final int UNSIGNED_LONG_DIGITS = 20;
    private static final Pattern DIGITS = Pattern.compile("0|-?[1-9][0-9]{0,9}");

    private ScalarFieldWriters() {}

    /** @param path where the field stands, for messages */
    static FieldWriter of(FieldType type, boolean checksUtf8, String path) {
        return switch (type.kind()) {
            case INT32 -> (source, place, out) -> out.putVarint(source.intAt(place));
            case SINT32, SINT64 -> zigzag(type.kind());
            case SFIXED32 -> (source, place, out) -> out.putIntLittleEndian(source.intAt(place));
            case UINT32 -> (source, place, out) -> out.putVarint(unsignedInt(source.longAt(place), path));
            case FIXED32 ->
                (source, place, out) -> out.putIntLittleEndian((int) unsignedInt(source.longAt(place), path));
            case INT64 -> (source, place, out) -> out.putVarint(source.longAt(place));
            case SFIXED64 -> (source, place, out) -> out.putLongLittleEndian(source.longAt(place));
            case UINT64 ->
                (source, place, out) -> out.putVarint(unsignedLong(
                        source.decimalAt(place, UNSIGNED_LONG_DIGITS, 0).unscaledValue(), path));
            case FIXED64 ->
                (source, place, out) -> out.putLongLittleEndian(unsignedLong(
                        source.decimalAt(place, UNSIGNED_LONG_DIGITS, 0).unscaledValue(), path));
            case FLOAT ->
                (source, place, out) -> out.putIntLittleEndian(Float.floatToRawIntBits(source.floatAt(place)));
            case DOUBLE ->
                (source, place, out) -> out.putLongLittleEndian(Double.doubleToRawLongBits(source.doubleAt(place)));
            case BOOL -> (source, place, out) -> out.put(source.booleanAt(place) ? 1 : 0);
            case STRING -> (source, place, out) -> putText(source.bytesAt(place), checksUtf8, out, path);
            case BYTES -> (source, place, out) -> putBytes(source.bytesAt(place), out);
            case ENUM -> ofEnum(type.enumeration().orElseThrow(), path);
            case MESSAGE, GROUP -> throw new IllegalArgumentException("a message has parts");
        };
    }

    /** A map's key. */
    static FieldWriter ofKey(ProtoField map, String path) {
        return of(FieldType.of(map.mapKey().orElseThrow()), map.checksUtf8(), path);
    }

    private static FieldWriter zigzag(FieldKind kind) {
        return kind == FieldKind.SINT32
                ? (source, place, out) -> out.putZigzag(source.intAt(place))
                : (source, place, out) -> out.putZigzag(source.longAt(place));
    }

    private static long unsignedInt(long value, String path) throws PayloadException {
        if (value < 0 || value > MAX_UNSIGNED_INT) {
            throw new PayloadException(path + ": the number is none of 32 bits without a sign");
        }
        return value;
    }

    private static long unsignedLong(BigInteger value, String path) throws PayloadException {
        if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
            throw new PayloadException(path + ": the number is none of 64 bits without a sign");
        }
        return value.longValue();
    }

    private static void putText(byte[] utf8, boolean checksUtf8, PayloadOutput out, String path)
            throws PayloadException {
        putBytes(checksUtf8 ? Utf8Check.require(utf8, path + ": the text") : utf8, out);
    }

    private static void putBytes(byte[] bytes, PayloadOutput out) {
        WireOutput.putDelimited(bytes, bytes.length, out);
    }

    /** A number that has no symbol is digits in its column. */
    private static FieldWriter ofEnum(EnumType enumeration, String path) {
        Map<String, Integer> numbers = new HashMap<>();
        enumeration.values().forEach(value -> numbers.putIfAbsent(value.symbol(), value.number()));
        return (source, place, out) -> {
            String text = new String(source.bytesAt(place), StandardCharsets.UTF_8);
            Integer number = numbers.get(text);
            out.putVarint(number == null ? digits(text, enumeration, path) : number);
        };
    }

    private static int digits(String text, EnumType enumeration, String path) throws PayloadException {
        if (DIGITS.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number == (int) number) {
                return (int) number;
            }
        }
        throw new PayloadException(path + ": the value is none of " + enumeration.fullName() + "'s "
                + enumeration.values().size() + " symbols, and no number");
    }
}
