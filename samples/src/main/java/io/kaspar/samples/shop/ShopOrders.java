package io.kaspar.samples.shop;

import io.kaspar.samples.AvroPayload;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import io.kaspar.samples.shop.ShopArticles.Article;
import io.kaspar.samples.shop.ShopArticles.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericData.EnumSymbol;
import org.apache.avro.generic.GenericRecord;

/**
 * Orders, keyed by a string that has no schema.
 *
 * @param oldCount how many, from the first, are written with the first version of the schema
 */
record ShopOrders(long recordCount, long oldCount) implements ShopTopic {
    private static final long MAX_STEP_MS = 60_000;
    // Longer times would only make the broker begin a new segment for each week of them.
    private static final long SPAN_MS = 200_000 * MAX_STEP_MS;
    private static final int OLD_SHARE = 3;
    private static final List<String> OLD_STATUSES = List.of("PLACED", "PAID", "SHIPPED", "DELIVERED", "CANCELLED");
    private static final List<String> STATUSES =
            List.of("PLACED", "PAID", "SHIPPED", "DELIVERED", "DELIVERED", "DELIVERED", "CANCELLED", "RETURNED");
    private static final List<String> CHANNELS = List.of("WEB", "WEB", "APP", "STORE");
    private static final List<String> TAGS = List.of("gift", "express", "fragile", "bulk", "first-order");

    /** A third of them written with the old schema. */
    static ShopOrders ofBothVersions(long recordCount) {
        return new ShopOrders(recordCount, recordCount / OLD_SHARE);
    }

    /** All of them written with the new schema. */
    static ShopOrders ofTheNewVersion(long recordCount) {
        return new ShopOrders(recordCount, 0);
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public int partitionCount() {
        return 6;
    }

    @Override
    public String compression() {
        return "lz4";
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        Schema oldSchema = ShopSchemas.resource("order-v1.avsc");
        Schema newSchema = ShopSchemas.resource("order-v2.avsc");
        int oldId = registry.publish("orders-value", oldSchema.toString());
        int newId = registry.publish("orders-value", newSchema.toString());
        return () -> {
            Version old = new Version(oldSchema, oldId);
            Version current = new Version(newSchema, newId);
            return number -> record(number, number < oldCount ? old : current);
        };
    }

    /** The orders themselves; for any thread. */
    interface Source {
        /** An order of the schema's version that its number has. */
        GenericRecord order(long number);
    }

    /** The same orders for topics that write them in another way. */
    Source source() throws IOException {
        Version old = new Version(ShopSchemas.resource("order-v1.avsc"), 0);
        Version current = new Version(ShopSchemas.resource("order-v2.avsc"), 0);
        return number -> order(number, timestampMs(number), number < oldCount ? old : current);
    }

    static byte[] key(long number) {
        return ("order-" + (number + 1)).getBytes(StandardCharsets.UTF_8);
    }

    long timestampMs(long number) {
        return ShopArticles.FIRST_DAY_MS + number * Math.max(1, Math.min(MAX_STEP_MS, SPAN_MS / recordCount));
    }

    private SampleRecord record(long number, Version version) throws IOException {
        GenericRecord order = order(number, timestampMs(number), version);
        return new SampleRecord(key(number), version.payload.of(order), timestampMs(number));
    }

    private GenericRecord order(long number, long timestampMs, Version version) {
        ShopNumbers chance = ShopNumbers.of(name(), number);
        Article article = chance.one(ShopArticles.ARTICLES);
        Place place = ShopArticles.PLACES.get(chance.skewed(ShopArticles.PLACES.size()));
        int customerId = 1 + chance.skewed(ShopArticles.CUSTOMER_COUNT);
        GenericRecord order = new GenericData.Record(version.schema);
        order.put("order_id", number + 1);
        order.put("customer_id", version.old ? (Object) customerId : (Object) (long) customerId);
        order.put("ordered_at", timestampMs - chance.below(30_000));
        order.put("status", new EnumSymbol(version.status, chance.one(version.old ? OLD_STATUSES : STATUSES)));
        order.put("product", article.name());
        order.put("quantity", 1 + chance.skewed(12));
        order.put("price", AvroPayload.decimal(article.cents() + chance.below(100) - 50));
        order.put("currency", place.currency());
        order.put("shipping", shipping(place, chance, version.shipping));
        order.put("tags", TAGS.subList(0, chance.skewed(TAGS.size() + 1)));
        order.put("attributes", attributes(chance));
        order.put("coupon", chance.percent(10) ? "SAVE" + (1 + chance.below(3)) * 5 : null);
        if (version.old) {
            order.put("clerk", "clerk-" + chance.below(20));
        } else {
            order.put("channel", new EnumSymbol(version.channel(), chance.one(CHANNELS)));
            order.put("discount", chance.percent(20) ? AvroPayload.decimal(500L * (1 + chance.below(4))) : null);
        }
        return order;
    }

    private static GenericRecord shipping(Place place, ShopNumbers chance, Schema shippingSchema) {
        GenericRecord shipping = new GenericData.Record(shippingSchema);
        shipping.put(0, place.country());
        shipping.put(1, place.city());
        shipping.put(2, place.postcodePrefix() + (100 + chance.below(900)));
        return shipping;
    }

    private static Map<String, String> attributes(ShopNumbers chance) {
        return switch (chance.below(4)) {
            case 0 -> Map.of();
            case 1 -> Map.of("gift_wrap", chance.percent(50) ? "red" : "blue");
            default -> Map.of("warehouse", "W" + (1 + chance.below(3)));
        };
    }

    /** One version of the schema with what writes it. */
    private static final class Version {
        final Schema schema;
        final Schema status;
        final Schema shipping;
        final boolean old;
        final AvroPayload payload;

        Version(Schema avroSchema, int schemaId) {
            this.schema = avroSchema;
            this.status = avroSchema.getField("status").schema();
            this.shipping = avroSchema.getField("shipping").schema();
            this.old = avroSchema.getField("channel") == null;
            this.payload = new AvroPayload(avroSchema, schemaId);
        }

        Schema channel() {
            return schema.getField("channel").schema();
        }
    }
}
