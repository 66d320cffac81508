package io.kaspar.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.stream.Stream;
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

    @Test
    void jsonHasTheFieldsOfItsColumnsInTheirOrder() throws Exception {
        PlainJsonOrders plain = new PlainJsonOrders(orders);
        ValueBuffer avro = new ValueBuffer();
        orders.writer().write(42, avro);
        GenericRecord same = read(orders, avro);

        JsonNode order = new JsonMapper().readTree(new Payloads(plain, 0).of(42));

        assertThat(order.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Stream.of(PlainJsonOrders.COLUMNS.split(", "))
                        .map(column -> column.substring(0, column.indexOf(' ')))
                        .toList());
        assertThat(order.get("price").doubleValue()).isEqualTo(same.get("price"));
        assertThat(order.get("product").textValue())
                .isEqualTo(same.get("product").toString());
        assertThat(Instant.parse(order.get("created_at").textValue()).toEpochMilli())
                .isEqualTo(same.get("created_at"));
        byte[] framed = new Payloads(new JsonSchemaOrders(orders), 7).of(42);
        assertThat(new JsonMapper().readTree(framed, FRAMING_LENGTH, framed.length - FRAMING_LENGTH))
                .isEqualTo(order);
    }

    private static GenericRecord read(RecordShape shape, ValueBuffer buffer) throws Exception {
        Schema schema = new Schema.Parser().parse(shape.valueSchema());
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(buffer.copy(), null));
    }
}
