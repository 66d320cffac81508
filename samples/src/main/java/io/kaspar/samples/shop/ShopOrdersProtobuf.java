package io.kaspar.samples.shop;

import io.kaspar.samples.ProtobufPayload;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SchemaPublisher;
import io.kaspar.samples.SchemaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The same orders as Protobuf. */
record ShopOrdersProtobuf(ShopOrders orders) implements SameOrders {
    private static final List<String> STATUSES =
            List.of("PLACED", "PAID", "SHIPPED", "DELIVERED", "CANCELLED", "RETURNED");
    private static final List<String> CHANNELS = List.of("WEB", "APP", "STORE");
    private static final int PRICE_PRECISION = 10;
    private static final int PRICE_SCALE = 2;
    private static final int DISCOUNT_PRECISION = 5;
    private static final int DISCOUNT_SCALE = 4;
    private static final long MS_PER_SECOND = 1_000;
    private static final long NANOS_PER_MS = 1_000_000;

    @Override
    public String name() {
        return "orders_proto";
    }

    @Override
    public SchemaType schemaType() {
        return SchemaType.PROTOBUF;
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        int schemaId = registry.publish(name() + "-value", SchemaType.PROTOBUF, ShopSchemas.text("order.proto"));
        ShopOrders.Source source = orders.source();
        return () -> number -> new SampleRecord(
                ShopOrders.key(number), message(source.order(number)).framed(schemaId), orders.timestampMs(number));
    }

    private static ProtobufPayload message(GenericRecord order) {
        ProtobufPayload message = new ProtobufPayload()
                .integer(1, (long) order.get("order_id"))
                .integer(2, ((Number) order.get("customer_id")).longValue())
                .element(3, timestamp((long) order.get("ordered_at")))
                .integer(4, STATUSES.indexOf(order.get("status").toString()))
                .integer(5, CHANNELS.indexOf(SameOrders.channel(order)))
                .text(6, order.get("product").toString())
                .integer(7, (int) order.get("quantity"))
                .element(8, decimal((ByteBuffer) order.get("price"), PRICE_PRECISION, PRICE_SCALE))
                .text(9, order.get("currency").toString());
        if (order.hasField("discount") && order.get("discount") instanceof ByteBuffer discount) {
            message.element(10, decimal(discount, DISCOUNT_PRECISION, DISCOUNT_SCALE));
        }
        GenericRecord shipping = (GenericRecord) order.get("shipping");
        message.element(
                11,
                new ProtobufPayload()
                        .text(1, shipping.get(0).toString())
                        .text(2, shipping.get(1).toString())
                        .text(3, shipping.get(2).toString())
                        .message());
        for (Object tag : (List<?>) order.get("tags")) {
            message.element(12, tag.toString().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<?, ?> attribute : ((Map<?, ?>) order.get("attributes")).entrySet()) {
            message.element(
                    13,
                    new ProtobufPayload()
                            .text(1, attribute.getKey().toString())
                            .text(2, attribute.getValue().toString())
                            .message());
        }
        coupon(message, order.get("coupon"));
        return message;
    }

    private static void coupon(ProtobufPayload message, @Nullable Object coupon) {
        if (coupon != null) {
            message.text(14, coupon.toString());
        }
    }

    private static byte[] timestamp(long epochMs) {
        return new ProtobufPayload()
                .integer(1, Math.floorDiv(epochMs, MS_PER_SECOND))
                .integer(2, Math.floorMod(epochMs, MS_PER_SECOND) * NANOS_PER_MS)
                .message();
    }

    /** Of Confluent's: value, precision, scale. */
    private static byte[] decimal(ByteBuffer unscaled, int precision, int scale) {
        byte[] value = new byte[unscaled.remaining()];
        unscaled.duplicate().get(value);
        return new ProtobufPayload()
                .element(1, value)
                .integer(2, precision)
                .integer(3, scale)
                .message();
    }
}
