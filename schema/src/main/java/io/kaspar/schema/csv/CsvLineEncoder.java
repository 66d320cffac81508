package io.kaspar.schema.csv;

import io.kaspar.schema.format.EncodedColumns;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import io.kaspar.schema.program.Utf8Check;
import io.kaspar.schema.time.IsoText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Writes lines, without a line break at their end. A field without a value is nothing, an empty text two quotes. */
final class CsvLineEncoder implements PayloadEncoder {
    private static final int MISSING = -1;

    private final int givenCount;
    private final int[] slots;
    private final FieldText[] texts;
    private final byte separator;

    /** Gives a value as text. */
    @FunctionalInterface
    private interface FieldText {
        byte[] of(ValueSource columns, int slot) throws PayloadException;
    }

    private CsvLineEncoder(int givenCount, int[] slots, FieldText[] texts, byte separator) {
        this.givenCount = givenCount;
        this.slots = slots;
        this.texts = texts;
        this.separator = separator;
    }

    /**
     * @param columns of the line
     * @param given those that rows have
     */
    static PayloadEncoder of(StructType columns, StructType given, byte separator) throws SchemaException {
        List<String> names = Arrays.asList(columns.fieldNames());
        int[] slots = new int[columns.length()];
        FieldText[] texts = new FieldText[columns.length()];
        Arrays.fill(slots, MISSING);
        for (int i = 0; i < given.length(); i++) {
            StructField field = given.fields()[i];
            int column = names.indexOf(field.name());
            if (column < 0) {
                throw new SchemaException(
                        "the line has nothing for column " + field.name() + "; it has " + String.join(", ", names));
            }
            DataType wanted = columns.fields()[column].dataType();
            EncodedColumns.requireType(wanted, field.dataType(), field.name());
            slots[column] = i;
            texts[column] = text(wanted, field.name());
        }
        return new CsvLineEncoder(given.length(), slots, texts, separator);
    }

    @Override
    public void encode(ValueSource source, int place, PayloadOutput out) throws PayloadException {
        ValueSource columns = source.structAt(place, givenCount);
        for (int i = 0; i < slots.length; i++) {
            if (i > 0) {
                out.put(separator);
            }
            if (slots[i] != MISSING && !columns.isNull(slots[i])) {
                putField(texts[i].of(columns, slots[i]), out);
            }
        }
    }

    private void putField(byte[] text, PayloadOutput out) {
        if (!needsQuotes(text)) {
            out.put(text);
            return;
        }
        out.put('"');
        for (byte octet : text) {
            if (octet == '"') {
                out.put('"');
            }
            out.put(octet);
        }
        out.put('"');
    }

    private boolean needsQuotes(byte[] text) {
        for (byte octet : text) {
            if (octet == separator || octet == '"' || octet == '\n' || octet == '\r') {
                return true;
            }
        }
        return text.length == 0;
    }

    private static FieldText text(DataType type, String name) {
        if (type instanceof StringType || type instanceof BinaryType) {
            return (columns, slot) -> Utf8Check.require(columns.bytesAt(slot), name + ": the text");
        }
        if (type instanceof BooleanType) {
            return (columns, slot) -> ascii(Boolean.toString(columns.booleanAt(slot)));
        }
        if (type instanceof LongType) {
            return (columns, slot) -> ascii(Long.toString(columns.longAt(slot)));
        }
        if (type instanceof FloatType) {
            return (columns, slot) -> ascii(Float.toString(columns.floatAt(slot)));
        }
        if (type instanceof DoubleType) {
            return (columns, slot) -> ascii(Double.toString(columns.doubleAt(slot)));
        }
        if (type instanceof DecimalType decimal) {
            return (columns, slot) -> ascii(columns.decimalAt(slot, decimal.precision(), decimal.scale())
                    .toPlainString());
        }
        if (type instanceof DateType) {
            return (columns, slot) -> ascii(IsoText.date(columns.intAt(slot), name));
        }
        if (type instanceof TimestampType) {
            return (columns, slot) -> ascii(IsoText.dateTime(columns.longAt(slot), name) + "Z");
        }
        if (type instanceof TimestampNTZType) {
            return (columns, slot) -> ascii(IsoText.dateTime(columns.longAt(slot), name));
        }
        return (columns, slot) -> ascii(Integer.toString(columns.intAt(slot)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
