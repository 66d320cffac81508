package io.kaspar.samples.shop;

import io.kaspar.samples.AvroPayload;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericData.EnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Payments for the first orders, keyed by the order's key, with headers. */
record Payments(long recordCount) implements ShopTopic {
    private static final long STEP_MS = 60_000;
    private static final long DAY_MS = 86_400_000;
    private static final List<String> METHODS = List.of("CARD", "CARD", "CARD", "TRANSFER", "WALLET", "INVOICE");
    private static final List<String> BRANDS = List.of("Blue", "Green", "Silver");
    private static final List<String> SOURCES = List.of("web", "app", "store");

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public int partitionCount() {
        return 4;
    }

    @Override
    public String compression() {
        return "snappy";
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        Schema value = ShopSchemas.resource("payment.avsc");
        int valueId = registry.publish("payments-value", value.toString());
        return () -> {
            AvroPayload values = new AvroPayload(value, valueId);
            return number -> {
                ShopNumbers chance = ShopNumbers.of(name(), number);
                long timestampMs = ShopArticles.FIRST_DAY_MS + number * STEP_MS + chance.below(20_000);
                byte[] key = ("order-" + (number + 1)).getBytes(StandardCharsets.UTF_8);
                return new SampleRecord(
                        key, values.of(payment(value, number, timestampMs, chance)), timestampMs, headers(number));
            };
        };
    }

    private static List<Header> headers(long number) {
        String source = SOURCES.get((int) (number % SOURCES.size()));
        return List.of(
                new RecordHeader("source", source.getBytes(StandardCharsets.UTF_8)),
                new RecordHeader("attempt", new byte[] {(byte) (1 + number % 2)}));
    }

    private static GenericRecord payment(Schema value, long number, long timestampMs, ShopNumbers chance) {
        String method = chance.one(METHODS);
        GenericRecord payment = new GenericData.Record(value);
        payment.put("order_id", number + 1);
        payment.put("amount", AvroPayload.decimal(375 + chance.skewed(500_000)));
        payment.put("currency", chance.one(ShopArticles.PLACES).currency());
        payment.put("method", new EnumSymbol(value.getField("method").schema(), method));
        payment.put("authorized_at", timestampMs * 1_000 + chance.below(1_000));
        payment.put("settled_at", chance.percent(80) ? timestampMs + chance.below(1_000_000) : null);
        payment.put("shop_time", timestampMs + 3_600_000);
        payment.put("booked_on", (int) (timestampMs / DAY_MS));
        payment.put("cutoff", (17 + chance.below(3)) * 3_600_000);
        payment.put("took", (long) chance.skewed(5_000_000));
        payment.put("risk", chance.below(1_000) / 1_000f);
        payment.put("card", method.equals("CARD") ? card(value, chance) : null);
        payment.put("fees", fees(value, chance));
        payment.put("receipt", chance.percent(5) ? ByteBuffer.wrap(new byte[] {1, 2, (byte) chance.below(256)}) : null);
        return payment;
    }

    private static @Nullable GenericRecord card(Schema value, ShopNumbers chance) {
        GenericRecord card = new GenericData.Record(
                value.getField("card").schema().getTypes().get(1));
        card.put("brand", chance.one(BRANDS));
        card.put("last_digits", Integer.toString(1_000 + chance.below(9_000)));
        return card;
    }

    private static List<GenericRecord> fees(Schema value, ShopNumbers chance) {
        Schema feeSchema = value.getField("fees").schema().getElementType();
        List<GenericRecord> fees = new ArrayList<>();
        for (String name : List.of("scheme", "currency").subList(0, chance.below(3))) {
            GenericRecord fee = new GenericData.Record(feeSchema);
            fee.put("name", name);
            fee.put("amount", AvroPayload.decimal(chance.below(3_000)));
            fees.add(fee);
        }
        return fees;
    }
}
