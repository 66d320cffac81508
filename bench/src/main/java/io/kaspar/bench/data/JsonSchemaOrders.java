package io.kaspar.bench.data;

import io.kaspar.samples.SchemaType;

/** The same orders as JSON with a JSON Schema, about 235 bytes of value with the framing. */
public record JsonSchemaOrders(Orders orders) implements RecordShape {
    @Override
    public String name() {
        return "orders_json_schema";
    }

    @Override
    public SchemaType schemaType() {
        return SchemaType.JSON;
    }

    @Override
    public String valueSchema() {
        return """
            {"$schema":"http://json-schema.org/draft-07/schema#","title":"Order","type":"object","properties":{
            "id":{"type":"integer"},"customer_id":{"type":"integer"},"product":{"type":"string"},
            "quantity":{"type":"integer","connect.type":"int32"},"price":{"type":"number"},"currency":{"type":"string"},
            "created_at":{"type":"string","format":"date-time"},
            "street":{"type":"string"},"city":{"type":"string"},
            "note":{"oneOf":[{"type":"null"},{"type":"string"}]},"paid":{"type":"boolean"}}}""";
    }

    @Override
    public Writer writer() {
        return orders.writer(new JsonOrderFields());
    }
}
