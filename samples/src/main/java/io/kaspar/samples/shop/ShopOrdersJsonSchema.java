package io.kaspar.samples.shop;

import io.kaspar.samples.JsonPayload;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import io.kaspar.samples.SchemaType;
import java.io.IOException;

/** The same orders as JSON with a JSON Schema. */
record ShopOrdersJsonSchema(ShopOrders orders) implements SameOrders {
    @Override
    public String name() {
        return "orders_json_schema";
    }

    @Override
    public SchemaType schemaType() {
        return SchemaType.JSON;
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        int schemaId = registry.publish(name() + "-value", SchemaType.JSON, ShopSchemas.text("order.schema.json"));
        ShopOrders.Source source = orders.source();
        return () -> number -> new SampleRecord(
                ShopOrders.key(number),
                OrderJson.write(source.order(number), new JsonPayload(schemaId)),
                orders.timestampMs(number));
    }
}
