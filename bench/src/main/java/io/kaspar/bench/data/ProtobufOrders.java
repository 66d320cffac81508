package io.kaspar.bench.data;

import io.kaspar.samples.SchemaType;

/** The same orders as Protobuf, about 110 bytes of value with the framing. */
public record ProtobufOrders(Orders orders) implements RecordShape {
    @Override
    public String name() {
        return "orders_proto";
    }

    @Override
    public SchemaType schemaType() {
        return SchemaType.PROTOBUF;
    }

    @Override
    public String valueSchema() {
        return """
                syntax = "proto3";
                package bench;
                import "google/protobuf/timestamp.proto";
                message Order {
                  int64 id = 1;
                  int64 customer_id = 2;
                  string product = 3;
                  int32 quantity = 4;
                  double price = 5;
                  string currency = 6;
                  google.protobuf.Timestamp created_at = 7;
                  string street = 8;
                  string city = 9;
                  optional string note = 10;
                  bool paid = 11;
                }
                """;
    }

    @Override
    public Writer writer() {
        return orders.writer(new ProtobufOrderFields());
    }
}
