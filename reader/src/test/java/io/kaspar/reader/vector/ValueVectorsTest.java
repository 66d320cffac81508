package io.kaspar.reader.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.schema.format.PayloadException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueVectorsTest {
    private final long seed = Long.getLong("kaspar.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RecordBuffer records = new RecordBuffer();
    private final ValueVectors vectors = new ValueVectors(records);

    @Test
    void givesSparkWhatWasPutIn() throws PayloadException {
        System.out.println("kaspar.seed=" + seed);
        for (int round = 0; round < 6; round++) {
            RandomValues values = new RandomValues(random);
            StructType rowType = values.rowType();
            ValueVector root = vectors.vector(rowType, 1 + random.nextInt(8));
            UnsafeProjection toUnsafe = UnsafeProjection.create(rowType);
            ValueWriter writer = new ValueWriter(records, random);
            for (int block = 0; block < 3; block++) {
                root.reset();
                writer.reset();
                List<String> expected = new ArrayList<>();
                for (int row = 0; row < random.nextInt(100); row++) {
                    Object value = values.value(rowType);
                    writer.write(value, rowType, root);
                    expected.add(value == null ? nulls(rowType) : ValueReader.text(value));
                    writeHalfARowAndRewind(values, rowType, writer, root);
                }
                assertThat(rows(root, rowType, row -> row)).as("seed %s", seed).isEqualTo(expected);
                assertThat(rows(root, rowType, InternalRow::copy))
                        .as("seed %s", seed)
                        .isEqualTo(expected);
                assertThat(rows(root, rowType, toUnsafe::apply))
                        .as("seed %s", seed)
                        .isEqualTo(expected);
            }
        }
    }

    /** A row that is null as a whole has nulls in its columns: the columns are what Spark sees. */
    private static String nulls(StructType rowType) {
        return IntStream.range(0, rowType.size()).mapToObj(i -> "null").toList().toString();
    }

    private void writeHalfARowAndRewind(RandomValues values, StructType rowType, ValueWriter writer, ValueVector root)
            throws PayloadException {
        int rowCount = root.size();
        if (random.nextInt(3) == 0) {
            root.putStruct();
            for (int i = 0; i < random.nextInt(rowType.size() + 1); i++) {
                DataType dataType = rowType.apply(i).dataType();
                writer.write(values.value(dataType), dataType, root.child(i));
            }
            root.rewind(rowCount);
        }
        assertThat(root.size()).isEqualTo(rowCount);
    }

    private interface RowForm {
        InternalRow of(InternalRow row);
    }

    private static List<String> rows(ValueVector root, StructType rowType, RowForm form) {
        ColumnVector[] columns =
                IntStream.range(0, rowType.size()).mapToObj(root::getChild).toArray(ColumnVector[]::new);
        List<String> rows = new ArrayList<>();
        Iterator<InternalRow> iterator = new ColumnarBatch(columns, root.size()).rowIterator();
        iterator.forEachRemaining(row -> rows.add(ValueReader.text(ValueReader.readStruct(form.of(row), rowType))));
        return rows;
    }

    @Test
    void readsViewsFromTheRecordsAsTheyAreWhenRead() {
        ValueVector strings = vectors.vector(DataTypes.StringType, 4);
        byte[] before = "before".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(before, 0, records.bytes(), 100, before.length);
        strings.putBytes(records.bytes(), 100, before.length);
        strings.putBytes(before, 0, before.length);
        records.bytes()[100] = 'B';
        assertThat(String.valueOf(strings.getUTF8String(0))).isEqualTo("Before");
        assertThat(String.valueOf(strings.getUTF8String(1))).isEqualTo("before");
    }

    @Test
    void keepsSymbolsOverResetsAndBesideOtherCopies() {
        ValueVector strings = vectors.vector(DataTypes.StringType, 1);
        byte[][] colors = {{'r', 'e', 'd'}, {'b', 'l', 'u', 'e'}};
        byte[][] sizes = {{'s'}, null, {'x', 'l'}};
        byte[] other = "other".getBytes(StandardCharsets.UTF_8);
        for (int block = 0; block < 3; block++) {
            strings.reset();
            for (int i = 0; i < 5; i++) {
                strings.putBytes(other, 0, other.length);
                strings.putSymbol(colors, i % 2);
                strings.putSymbol(sizes, 2);
                strings.putSymbol(sizes, 0);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(String.valueOf(strings.getUTF8String(4 * i))).isEqualTo("other");
                assertThat(String.valueOf(strings.getUTF8String(4 * i + 1))).isEqualTo(i % 2 == 0 ? "red" : "blue");
                assertThat(String.valueOf(strings.getUTF8String(4 * i + 2))).isEqualTo("xl");
                assertThat(String.valueOf(strings.getUTF8String(4 * i + 3))).isEqualTo("s");
            }
        }
    }

    @Test
    void keepsWhatIsThereWhenRoomIsMadeForMore() {
        StructType rowType = new StructType().add("number", DataTypes.LongType).add("text", DataTypes.StringType);
        ValueVector rows = vectors.vector(rowType, 1);
        byte[] text = "text".getBytes(StandardCharsets.UTF_8);
        for (int row = 0; row < 40; row++) {
            rows.reserve(row == 1 ? 30 : row + 1);
            rows.putStruct();
            rows.child(0).putLong(row);
            rows.child(1).putBytes(text, 0, text.length);
        }
        assertThat(rows.size()).isEqualTo(40);
        for (int row = 0; row < 40; row++) {
            assertThat(rows.getChild(0).getLong(row)).isEqualTo(row);
            assertThat(rows.getChild(1).getUTF8String(row)).hasToString("text");
        }
    }

    @Test
    void countsNulls() {
        ValueVector longs = vectors.vector(DataTypes.LongType, 2);
        assertThat(longs.hasNull()).isFalse();
        longs.putLong(1);
        longs.putNull();
        longs.putNull();
        assertThat(longs.numNulls()).isEqualTo(2);
        longs.rewind(2);
        assertThat(longs.numNulls()).isEqualTo(1);
        longs.reset();
        assertThat(longs.hasNull()).isFalse();
        longs.putLong(1);
        longs.putLong(2);
        assertThat(longs.isNullAt(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 17, 18, 19, 20, 28, 37, 38})
    void takesDecimalsUpToTheirPrecisionAndNoFurther(int precision) throws PayloadException {
        ValueVector decimals = vectors.vector(new DecimalType(precision, 0), 4);
        BigInteger largest = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        for (BigInteger value : List.of(largest, largest.negate(), BigInteger.ZERO, BigInteger.ONE.negate())) {
            byte[] bytes = value.toByteArray();
            byte[] padded = new byte[bytes.length + 30];
            Arrays.fill(padded, 0, 30, (byte) (value.signum() < 0 ? -1 : 0));
            System.arraycopy(bytes, 0, padded, 30, bytes.length);
            decimals.reset();
            decimals.putUnscaled(bytes, 0, bytes.length);
            decimals.putUnscaled(padded, 0, padded.length);
            for (int row = 0; row < 2; row++) {
                assertThat(String.valueOf(decimals.getDecimal(row, precision, 0)))
                        .isEqualTo(value.toString());
            }
        }
        for (BigInteger value : List.of(
                largest.add(BigInteger.ONE), largest.negate().subtract(BigInteger.ONE), largest.shiftLeft(80))) {
            byte[] bytes = value.toByteArray();
            assertThatThrownBy(() -> decimals.putUnscaled(bytes, 0, bytes.length))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining(precision + " digits");
        }
        assertThatThrownBy(() -> decimals.putUnscaled(new byte[0], 0, 0)).isInstanceOf(PayloadException.class);
    }

    @Test
    void refusesAValueOfAnotherType() {
        ValueVector longs = vectors.vector(DataTypes.LongType, 2);
        assertThatThrownBy(() -> longs.putInt(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BIGINT");
    }

    @Test
    void refusesAMapWithAKeyButNoValue() {
        ValueVector map = vectors.vector(DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType), 2);
        map.beginCollection();
        map.child(0).putBytes(new byte[0], 0, 0);
        assertThatThrownBy(map::endCollection).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void outlivesTheEndOfSparksBatches() {
        ValueVector longs = vectors.vector(DataTypes.LongType, 2);
        longs.putLong(17);
        ColumnarBatch columnarBatch = new ColumnarBatch(new ColumnVector[] {longs}, 1);
        columnarBatch.closeIfFreeable();
        columnarBatch.close();
        assertThat(longs.getLong(0)).isEqualTo(17);
    }

    @Test
    void refusesTypesThatCannotBeRead() {
        assertThatThrownBy(() -> vectors.vector(DataTypes.CalendarIntervalType, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
