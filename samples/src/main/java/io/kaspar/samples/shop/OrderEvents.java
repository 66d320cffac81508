package io.kaspar.samples.shop;

import io.kaspar.samples.AvroPayload;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * What happens to an order, as records of three types, each with a subject of its own. The older half of one type is of its first
 * version.
 */
record OrderEvents(long recordCount) implements ShopTopic {
    private static final String TOPIC = "events";
    private static final long STEP_MS = 20_000;
    private static final int TYPES = 3;
    private static final List<String> CARRIERS = List.of("Blue Van", "City Bike", "Post");

    /** The tables of its record types. */
    static List<String> tables() {
        return List.of(TOPIC + "$OrderPaid", TOPIC + "$OrderPlaced", TOPIC + "$OrderShipped");
    }

    @Override
    public String name() {
        return TOPIC;
    }

    /** All records of an order are in one partition. */
    @Override
    public int partitionCount() {
        return 2;
    }

    @Override
    public String compression() {
        return "lz4";
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        Schema oldPlaced = ShopSchemas.resource("order_placed-v1.avsc");
        Schema placed = ShopSchemas.resource("order_placed-v2.avsc");
        Schema paid = ShopSchemas.resource("order_paid.avsc");
        Schema shipped = ShopSchemas.resource("order_shipped.avsc");
        int oldPlacedId = publish(registry, oldPlaced);
        int placedId = publish(registry, placed);
        int paidId = publish(registry, paid);
        int shippedId = publish(registry, shipped);
        return () -> {
            AvroPayload oldPlacedValues = new AvroPayload(oldPlaced, oldPlacedId);
            AvroPayload placedValues = new AvroPayload(placed, placedId);
            AvroPayload paidValues = new AvroPayload(paid, paidId);
            AvroPayload shippedValues = new AvroPayload(shipped, shippedId);
            return number -> {
                ShopNumbers chance = ShopNumbers.of(name(), number);
                long order = order(number);
                byte[] value = switch (step(number)) {
                    case 0 ->
                        number < recordCount / 2
                                ? oldPlacedValues.of(placed(oldPlaced, order, chance))
                                : placedValues.of(placed(placed, order, chance));
                    case 1 -> paidValues.of(paid(paid, order, chance));
                    default -> shippedValues.of(shipped(shipped, order, chance));
                };
                byte[] key = ("order-" + order).getBytes(StandardCharsets.UTF_8);
                return new SampleRecord(key, value, ShopArticles.FIRST_DAY_MS + number * STEP_MS);
            };
        };
    }

    private int publish(SchemaPublisher registry, Schema value) throws IOException {
        return registry.publish(name() + "-" + value.getFullName(), value.toString());
    }

    /** Two orders go side by side, one in each partition. */
    private long order(long number) {
        long pair = number / partitionCount() / TYPES;
        return pair * partitionCount() + number % partitionCount() + 1;
    }

    private int step(long number) {
        return (int) (number / partitionCount() % TYPES);
    }

    private static GenericRecord placed(Schema schema, long order, ShopNumbers chance) {
        GenericRecord placed = new GenericData.Record(schema);
        placed.put("order_id", order);
        placed.put("articles", 1 + chance.skewed(9));
        if (schema.getField("voucher") != null) {
            placed.put("voucher", chance.percent(10) ? "SPRING" : null);
        }
        return placed;
    }

    private static GenericRecord paid(Schema schema, long order, ShopNumbers chance) {
        GenericRecord paid = new GenericData.Record(schema);
        paid.put("order_id", order);
        paid.put("amount", AvroPayload.decimal(375 + chance.skewed(50_000)));
        return paid;
    }

    private static GenericRecord shipped(Schema schema, long order, ShopNumbers chance) {
        GenericRecord shipped = new GenericData.Record(schema);
        shipped.put("order_id", order);
        shipped.put("carrier", chance.one(CARRIERS));
        return shipped;
    }
}
