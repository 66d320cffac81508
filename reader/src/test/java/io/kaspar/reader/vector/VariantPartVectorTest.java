package io.kaspar.reader.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.json.JsonVariantFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.variant.VariantCastArgs;
import org.apache.spark.sql.catalyst.expressions.variant.VariantGet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantBuilder;
import org.apache.spark.unsafe.types.VariantVal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.Option;

/** Parts of JSON values, beside what Spark's own {@code variant_get} takes out of variants of the whole. */
final class VariantPartVectorTest {
    private static final SchemaText NO_SCHEMA = new SchemaText(SchemaKind.VARIANT, "", List.of());
    private static final String ZONE = "America/Sao_Paulo";
    private static final int BLOCKS = 200;
    private static final int ROWS = 40;
    private static final List<String> PATHS = List.of(
            "$.a",
            "$.b",
            "$['a name']",
            "$.a.b",
            "$.b.a.b",
            "$[0]",
            "$[2]",
            "$.a[1]",
            "$[\"b\"][0].a",
            "$.no",
            "$[1][1]");
    private static final List<DataType> TYPES = List.of(
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.FloatType,
            DataTypes.DoubleType,
            DataTypes.BooleanType,
            DataTypes.StringType,
            DataTypes.BinaryType,
            DataTypes.DateType,
            DataTypes.TimestampType,
            DataTypes.TimestampNTZType,
            DataTypes.createDecimalType(5, 2),
            DataTypes.createDecimalType(18, 0),
            DataTypes.createDecimalType(38, 10),
            DataTypes.VariantType);
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-0.0",
            "-0.5",
            "7",
            "-128",
            "128",
            "32768",
            "-32769",
            "2147483648",
            "-2147483648",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775807",
            "-9223372036854775808",
            "92233720368547758070",
            "1.5",
            "2.005",
            "2.995",
            "999.995",
            "123456.789",
            "0.1",
            "16777217",
            "9007199254740993",
            "0.30000000000000004",
            "12345678901234567.8",
            "1e2",
            "1E-2",
            "-0e0",
            "1e400",
            "3.4028236e38",
            "\"\"",
            "\"7\"",
            "\" 8 \"",
            "\"1.50\"",
            "\"1e3\"",
            "\"true\"",
            "\"T\"",
            "\"NaN\"",
            "\"2026-01-02\"",
            "\"2026-01-02T03:04:05\"",
            "\"2026-01-02 03:04:05.678+02:00\"",
            "\"text \\u00e9 \\n\"");

    private final long seed = Long.getLong("kaspar.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RecordBuffer records = new RecordBuffer();

    private static Metadata mark(String path, boolean failsOnError) {
        Metadata how = new MetadataBuilder()
                .putString("path", path)
                .putBoolean("failOnError", failsOnError)
                .putString("timeZoneId", ZONE)
                .build();
        return new MetadataBuilder().putMetadata("__VARIANT_METADATA_KEY", how).build();
    }

    private String value(int depth) {
        int kind = random.nextInt(depth > 0 ? 3 : 1);
        if (kind == 0) {
            return SCALARS.get(random.nextInt(SCALARS.size()));
        }
        List<String> parts = new ArrayList<>();
        if (kind == 1) {
            for (int count = random.nextInt(4); count > 0; count--) {
                parts.add(value(depth - 1));
            }
            return "[" + String.join(random.nextBoolean() ? "," : " , ", parts) + "]";
        }
        return object(depth - 1);
    }

    private String object(int depth) {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("a", "\\u0062", "a name", "c")) {
            if (random.nextInt(3) > 0) {
                parts.add(random.nextInt(parts.size() + 1), "\"" + name + "\": " + value(depth));
            }
        }
        return "{" + String.join(",", parts) + "}";
    }

    private StructType parts(boolean failsOnError) {
        StructType parts = new StructType();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            DataType type = TYPES.get(random.nextInt(TYPES.size()));
            String path = PATHS.get(random.nextInt(PATHS.size()));
            parts = parts.add(Integer.toString(parts.length()), type, true, mark(path, failsOnError));
        }
        return parts;
    }

    private static @Nullable Object sparks(String json, StructType parts, int part) throws IOException {
        Variant whole = VariantBuilder.parseJson(json, false);
        Metadata how = parts.fields()[part].metadata().getMetadata("__VARIANT_METADATA_KEY");
        DataType type = parts.fields()[part].dataType();
        Object value = VariantGet.variantGet(
                new VariantVal(whole.getValue(), whole.getMetadata()),
                VariantGet.getParsedPath(how.getString("path"), "variant_get"),
                type,
                new VariantCastArgs(how.getBoolean("failOnError"), Option.apply(ZONE), ZoneId.of(ZONE)));
        return read(new GenericInternalRow(new @Nullable Object[] {value}), 0, type);
    }

    private static @Nullable Object read(InternalRow row, int ordinal, DataType type) {
        if (type instanceof VariantType) {
            VariantVal value = row.isNullAt(ordinal) ? null : row.getVariant(ordinal);
            return value == null
                    ? null
                    : new Variant(value.getValue(), value.getMetadata()).toJson(ZoneOffset.UTC)
                            + new Variant(value.getValue(), value.getMetadata()).getTypeInfo();
        }
        return ValueReader.read(row, ordinal, type);
    }

    private void put(String json, PayloadDecoder decoder, ValueVector vector) throws PayloadException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        records.ensureRoom(bytes.length);
        int position = records.limit();
        System.arraycopy(bytes, 0, records.bytes(), position, bytes.length);
        records.appended(bytes.length);
        decoder.decode(records.bytes(), position, bytes.length, vector);
    }

    @Test
    void partsAreThoseOfVariantGet() throws Exception {
        System.out.println("kaspar.seed=" + seed);
        int values = 0;
        for (int block = 0; block < BLOCKS; block++) {
            StructType parts = parts(false);
            PayloadDecoder decoder =
                    new JsonVariantFormat().compile(NO_SCHEMA, NO_SCHEMA, parts, PayloadOptions.DEFAULT);
            ValueVector vector = new ValueVectors(records).vector(parts, 1 + random.nextInt(8));
            for (int time = 0; time < 2; time++) { // vectors are used again
                vector.reset();
                records.reset();
                List<String> documents = new ArrayList<>();
                for (int row = 0; row < ROWS; row++) {
                    documents.add(random.nextInt(5) == 0 ? value(4) : object(3));
                    put(documents.get(row), decoder, vector);
                }
                values += compare(documents, parts, vector);
            }
        }
        assertThat(values).isGreaterThan(BLOCKS * ROWS / 4);
    }

    private int compare(List<String> documents, StructType parts, ValueVector vector) throws IOException {
        int values = 0;
        ColumnarBatch batch = new ColumnarBatch(new ColumnVector[] {vector}, ROWS);
        for (int row = 0; row < ROWS; row++) {
            InternalRow struct = batch.getRow(row).getStruct(0, parts.length());
            for (int part = 0; part < parts.length(); part++) {
                DataType type = parts.fields()[part].dataType();
                Object value = read(struct, part, type);
                values += value == null ? 0 : 1;
                String expected = ValueReader.text(sparks(documents.get(row), parts, part));
                if (!ValueReader.text(value).equals(expected)) {
                    assertThat(ValueReader.text(value))
                            .as("seed %s, %s of %s", seed, parts.fields()[part].toDDL(), documents.get(row))
                            .isEqualTo(expected);
                }
            }
        }
        return values;
    }

    @Test
    void aCastFailsOnlyWhenItsRowIsLookedAt() throws Exception {
        StructType parts = new StructType().add("0", DataTypes.IntegerType, true, mark("$.a", true));
        PayloadDecoder decoder = new JsonVariantFormat().compile(NO_SCHEMA, NO_SCHEMA, parts, PayloadOptions.DEFAULT);
        ValueVector vector = new ValueVectors(records).vector(parts, 1);
        for (String json : List.of("{\"a\":1}", "{\"a\":\"no number\"}", "{\"a\":\"3\"}", "{}", "[4]")) {
            put(json, decoder, vector);
        }
        ColumnVector ints = vector.getChild(0);

        assertThat(ints.getInt(0)).isEqualTo(1);
        assertThat(ints.isNullAt(2)).isFalse();
        assertThat(ints.getInt(2)).isEqualTo(3);
        assertThat(ints.isNullAt(3)).isTrue();
        assertThat(ints.isNullAt(4)).isTrue();
        assertThat(ints.hasNull()).isTrue();
        assertThatThrownBy(() -> ints.isNullAt(1))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("INVALID_VARIANT_CAST");
    }

    @Test
    void whatIsTakenOutAgainLeavesTheOthers() throws Exception {
        StructType parts = new StructType().add("0", DataTypes.IntegerType, true, mark("$.a", false));
        PayloadDecoder decoder = new JsonVariantFormat().compile(NO_SCHEMA, NO_SCHEMA, parts, PayloadOptions.DEFAULT);
        ValueVector vector = new ValueVectors(records).vector(parts, 1);
        put("{\"a\":\"1\"}", decoder, vector);
        put("{\"a\":\"no number\"}", decoder, vector);
        put("{\"a\":22}", decoder, vector);
        vector.rewind(1);
        put("{\"a\":333}", decoder, vector);
        put("{\"a\":\"4444\"}", decoder, vector);
        vector.putNull();

        ColumnVector ints = vector.getChild(0);
        assertThat(List.of(0, 1, 2)).extracting(ints::getInt).containsExactly(1, 333, 4444);
        assertThat(ints.isNullAt(3)).isTrue();
        assertThat(vector.isNullAt(3)).isTrue();
        assertThat(ints.numNulls()).isEqualTo(1);
    }
}
