package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.json.shape.ScalarEncoding;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.text.JsonText;
import io.kaspar.schema.program.Utf8Check;
import io.kaspar.schema.time.IsoText;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Writers of values without parts. */
final class JsonScalarWriters {
    private static final long MICROS_PER_MILLI = 1_000;

    private JsonScalarWriters() {}

    /** @param path where the value stands, for messages */
    static ShapeWriter of(ScalarShape shape, String path) {
        DataType type = shape.dataType();
        return switch (shape.encoding()) {
            case FROM_JSON, STRICT -> plain(type, shape.encoding() == ScalarEncoding.STRICT, path);
            case EPOCH_DAYS -> (source, place, out) -> putAscii(Integer.toString(source.intAt(place)), out);
            case YEAR_MONTH_DAY ->
                (source, place, out) -> {
                    LocalDate date = LocalDate.ofEpochDay(source.intAt(place));
                    putAscii("[" + date.getYear() + "," + date.getMonthValue() + "," + date.getDayOfMonth() + "]", out);
                };
            case EPOCH_MILLIS ->
                (source, place, out) ->
                        putAscii(Long.toString(Math.floorDiv(source.longAt(place), MICROS_PER_MILLI)), out);
            case UNSCALED_BASE64 -> {
                DecimalType decimal = (DecimalType) type;
                yield (source, place, out) -> putBase64(
                        source.decimalAt(place, decimal.precision(), decimal.scale())
                                .unscaledValue()
                                .toByteArray(),
                        out);
            }
        };
    }

    private static ShapeWriter plain(DataType type, boolean isStrict, String path) {
        if (type instanceof BooleanType) {
            return (source, place, out) -> putAscii(Boolean.toString(source.booleanAt(place)), out);
        }
        if (type instanceof StringType) {
            return (source, place, out) -> putText(source.bytesAt(place), out, path);
        }
        if (type instanceof BinaryType) {
            return (source, place, out) -> putBase64(source.bytesAt(place), out);
        }
        if (type instanceof DateType) {
            return (source, place, out) -> putAscii("\"" + IsoText.date(source.intAt(place), path) + "\"", out);
        }
        if (type instanceof TimestampType) {
            return (source, place, out) -> putAscii("\"" + IsoText.dateTime(source.longAt(place), path) + "Z\"", out);
        }
        if (type instanceof TimestampNTZType) {
            return (source, place, out) -> putAscii("\"" + IsoText.dateTime(source.longAt(place), path) + "\"", out);
        }
        return number(type, isStrict, path);
    }

    private static ShapeWriter number(DataType type, boolean isStrict, String path) {
        if (type instanceof LongType) {
            return (source, place, out) -> putAscii(Long.toString(source.longAt(place)), out);
        }
        if (type instanceof FloatType) {
            return (source, place, out) -> {
                float value = source.floatAt(place);
                putFloating(Float.toString(value), Float.isFinite(value), isStrict, out, path);
            };
        }
        if (type instanceof DoubleType) {
            return (source, place, out) -> {
                double value = source.doubleAt(place);
                putFloating(Double.toString(value), Double.isFinite(value), isStrict, out, path);
            };
        }
        if (type instanceof DecimalType decimal) {
            return (source, place, out) -> putAscii(
                    source.decimalAt(place, decimal.precision(), decimal.scale())
                            .toPlainString(),
                    out);
        }
        return (source, place, out) -> putAscii(Integer.toString(source.intAt(place)), out);
    }

    /** {@code from_json} takes NaN and infinite numbers in quotes, as {@code to_json} writes them; a JSON Schema has no such numbers. */
    private static void putFloating(String number, boolean isFinite, boolean isStrict, PayloadOutput out, String path)
            throws PayloadException {
        if (!isFinite && isStrict) {
            throw new PayloadException(path + ": JSON has no number for NaN or infinity");
        }
        putAscii(isFinite ? number : "\"" + number + "\"", out);
    }

    static void putText(byte[] utf8, PayloadOutput out, String path) throws PayloadException {
        Utf8Check.require(utf8, path + ": the text");
        if (isPlain(utf8)) {
            out.put('"');
            out.put(utf8);
            out.put('"');
        } else {
            out.put(JsonText.quoted(new String(utf8, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whether nothing of a text has to be escaped: most texts are so, and need not become characters. */
    private static boolean isPlain(byte[] utf8) {
        for (byte next : utf8) {
            boolean isControl = next >= 0 && next < ' '; // bytes of other characters are negative
            if (isControl || next == '"' || next == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void putBase64(byte[] bytes, PayloadOutput out) {
        out.put('"');
        out.put(Base64.getEncoder().encode(bytes));
        out.put('"');
    }

    private static void putAscii(String text, PayloadOutput out) {
        out.put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
