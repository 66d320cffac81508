package io.kaspar.samples.shop;

import io.kaspar.samples.JsonPayload;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import java.io.IOException;
import java.util.Map;

/** The same orders as JSON, without a schema anywhere. */
record ShopOrdersJson(ShopOrders orders) implements SameOrders {
    private static final String TOPIC = "orders_json";

    /** What a catalog is told of this topic, since nothing else says what its payloads are: options by name. */
    static Map<String, String> catalogOptions() {
        return Map.of("topic." + TOPIC + ".value.format", "json");
    }

    @Override
    public String name() {
        return TOPIC;
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        ShopOrders.Source source = orders.source();
        return () -> number -> new SampleRecord(
                ShopOrders.key(number),
                OrderJson.write(source.order(number), new JsonPayload()),
                orders.timestampMs(number));
    }
}
