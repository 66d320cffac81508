package io.kaspar.reader.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.reader.vector.ValueVectors;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.FramedPayloadDecoder;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.junit.jupiter.api.Test;

/** Which columns of values are decoded. What decodes them is made up: it puts each column's own number into its rows. */
final class ValuesLookedAtTest {
    private static final int ROWS = 3;

    private final RecordBuffer buffer = new RecordBuffer();
    private final RecordBlock records = new RecordBlock(buffer, ROWS, ROWS);
    private final ValueVectors vectors = new ValueVectors(buffer);
    private final ColumnsLookedAt lookedAt = new ColumnsLookedAt();
    /** The columns that each decoding was for. */
    private final List<String> decoded = new ArrayList<>();

    private String malformed = "";
    private int made;

    private ValuesLookedAt values(DataType dataType) {
        return new ValuesLookedAt(dataType, this::payload, lookedAt);
    }

    private PayloadColumn payload(DataType dataType) {
        made++;
        PayloadSchema bytes = new PayloadSchema.Raw(RawFormat.BINARY);
        FramedPayloadDecoder decoder =
                FramedPayloadDecoder.of(bytes, PayloadSide.VALUE, DataTypes.BinaryType, PayloadFormats.all(), null);
        return new PayloadColumn(new RecordPayloads(PayloadSide.VALUE, decoder), vectors.vector(dataType, ROWS));
    }

    private List<ColumnVector> next(ValuesLookedAt values) throws IOException {
        return values.columns(records, this::decode);
    }

    private void decode(PayloadColumn payload, RecordBlock block) throws IOException {
        ValueVector vector = payload.vector();
        if (!(vector.dataType() instanceof StructType struct)) {
            decoded.add("value");
            putRows(vector, 7);
            return;
        }
        List<String> names = Arrays.asList(struct.fieldNames());
        decoded.add(String.join(" ", names));
        if (names.contains(malformed)) {
            throw new MalformedRecordException("t-0", 0, PayloadSide.VALUE, -1, new PayloadException("broken"));
        }
        for (int row = 0; row < ROWS; row++) {
            vector.putStruct();
        }
        for (int place = 0; place < names.size(); place++) {
            putRows(vector.child(place), Integer.parseInt(names.get(place).substring(1)));
        }
    }

    private static void putRows(ValueVector vector, int number) {
        for (int row = 0; row < ROWS; row++) {
            vector.putInt(number);
        }
    }

    private static StructType fourColumns() {
        StructType columns = new StructType();
        for (int column = 0; column < 4; column++) {
            columns = columns.add("c" + column, DataTypes.IntegerType);
        }
        return columns;
    }

    @Test
    void decodesWhatWasLookedAtBefore() throws IOException {
        ValuesLookedAt values = values(fourColumns());

        List<ColumnVector> first = next(values);
        assertThat(decoded).isEmpty();
        assertThat(first.get(1).getInt(0)).isEqualTo(1);
        assertThat(first.get(3).getInt(2)).isEqualTo(3);
        assertThat(decoded).containsExactly("c0 c1 c2 c3");

        List<ColumnVector> second = next(values);
        assertThat(decoded).hasSize(2).endsWith("c1 c3");
        assertThat(second.get(1).getInt(2)).isEqualTo(1);
        assertThat(second.get(3).getInt(0)).isEqualTo(3);
        assertThat(decoded).hasSize(2);

        assertThat(second.get(2).getInt(1)).isEqualTo(2);
        assertThat(decoded).hasSize(3).endsWith("c0 c1 c2 c3");
        next(values);
        assertThat(decoded).hasSize(4).endsWith("c1 c2 c3");
        values.close();
    }

    @Test
    void theNextTaskKnowsWhatThisOneLearned() throws IOException {
        next(values(fourColumns())).get(2).getInt(0);

        next(values(fourColumns()));

        assertThat(decoded).containsExactly("c0 c1 c2 c3", "c2");
    }

    @Test
    void whatIsMalformedIsToldToWhoLooksAtIt() throws IOException {
        malformed = "c0";
        ValuesLookedAt values = values(fourColumns());
        List<ColumnVector> first = next(values);
        assertThat(first.get(1).getInt(0)).isEqualTo(1);
        assertThatThrownBy(() -> first.get(0).getInt(0)).hasMessageContaining("broken");

        List<ColumnVector> second = next(values);

        assertThat(second.get(1).getInt(0)).isEqualTo(1);
        assertThatThrownBy(() -> second.get(0).isNullAt(0)).hasMessageContaining("broken");
        int before = made;
        for (int block = 0; block < 5; block++) {
            assertThat(next(values).get(1).getInt(2)).isEqualTo(1);
        }
        assertThat(made).as("decoders are made once, and not for each block").isEqualTo(before);
    }

    @Test
    void aValueThatIsOneColumnIsDecodedWhenItIsLookedAt() throws IOException {
        ValuesLookedAt values = values(DataTypes.IntegerType);
        List<ColumnVector> first = next(values);
        assertThat(decoded).isEmpty();
        assertThat(first.get(0).getInt(0)).isEqualTo(7);
        assertThat(decoded).hasSize(1);

        assertThat(next(values).get(0).getInt(2)).isEqualTo(7);
        assertThat(decoded).hasSize(2);
    }

    @Test
    void scansThatGiveTheSameShareWhatTheyLearned() {
        TopicIdentity topic = new TopicIdentity("cluster", "t", "id-of-looked-at");
        List<ScanColumn> columns = List.of(new ScanColumn.ValueField("a", DataTypes.IntegerType));
        ColumnsLookedAt.of(topic, columns).add(0);

        assertThat(ColumnsLookedAt.of(topic, List.copyOf(columns)).columns()).containsExactly(0);
        assertThat(ColumnsLookedAt.of(new TopicIdentity("cluster", "t", "other"), columns)
                        .columns())
                .isEmpty();
    }
}
