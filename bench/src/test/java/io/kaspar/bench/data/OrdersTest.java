package io.kaspar.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

final class OrdersTest {
    private static final int RECORD_COUNT = 23_300;
    private static final int RECORDS_PER_BATCH = 233;
    private static final int FRAMING_LENGTH = 5;
    private static final int RECORD_OVERHEAD = 8 + 8; // a key, and Kafka's own fields

    private final Orders orders = new Orders(RECORD_COUNT, 1_000_000, 1);

    @Test
    void hasTheSizeThatFiguresElsewhereWereMeasuredWith() {
        RecordShape.Writer writer = orders.writer();
        ValueBuffer buffer = new ValueBuffer();
        long valueLength = 0;
        long compressedLength = 0;
        ByteArrayOutputStream recordBatch = new ByteArrayOutputStream();
        for (int number = 0; number < RECORD_COUNT; number++) {
            buffer.reset();
            writer.write(5_000_000 + number, buffer);
            byte[] value = buffer.copy();
            valueLength += value.length + FRAMING_LENGTH;
            recordBatch.writeBytes(new byte[RECORD_OVERHEAD]);
            recordBatch.writeBytes(value);
            if (number % RECORDS_PER_BATCH == RECORDS_PER_BATCH - 1) {
                compressedLength +=
                        LZ4Factory.fastestInstance().fastCompressor().compress(recordBatch.toByteArray()).length;
                recordBatch.reset();
            }
        }

        assertThat((double) valueLength / RECORD_COUNT).isBetween(92.0, 96.0);
        assertThat((double) compressedLength / RECORD_COUNT).isBetween(53.0, 58.0);
    }

    @Test
    void isTheSameWhoeverAsksInWhicheverOrder() {
        ValueBuffer first = new ValueBuffer();
        orders.writer().write(7, first);
        RecordShape.Writer other = orders.writer();
        other.write(3, new ValueBuffer());
        ValueBuffer second = new ValueBuffer();
        other.write(7, second);

        assertThat(second.copy()).isEqualTo(first.copy());
    }

    @Test
    void readsBackWithAvro() throws Exception {
        ValueBuffer buffer = new ValueBuffer();
        orders.writer().write(42, buffer);
        GenericRecord order = read(orders, buffer);

        assertThat(order.get("id")).isEqualTo(42L);
        assertThat((double) order.get("price")).isBetween(0.01, 500.0);
        assertThat(order.get("created_at")).isEqualTo(orders.createdAtMs(42));
    }

    @Test
    void wideRecordsReadBackWithAvro() throws Exception {
        ValueBuffer buffer = new ValueBuffer();
        WideRecords wide = new WideRecords(1);
        wide.writer().write(42, buffer);

        assertThat(read(wide, buffer).getSchema().getFields()).hasSize(WideRecords.FIELD_COUNT);
    }

    private static GenericRecord read(RecordShape shape, ValueBuffer buffer) throws Exception {
        Schema schema = new Schema.Parser().parse(shape.valueSchema());
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(buffer.copy(), null));
    }
}
