package io.kaspar.samples.shop;

import io.kaspar.samples.JsonPayload;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/** Orders as JSON objects: times as text in UTC, decimals as numbers. What there is none of is absent; only the coupon is null then. */
final class OrderJson {
    private static final int CENTS = 2;
    private static final int DISCOUNT_SCALE = 4;

    private OrderJson() {}

    /** Adds the members of an order, and ends the object. */
    static byte[] write(GenericRecord order, JsonPayload json) throws IOException {
        GenericRecord shipping = (GenericRecord) order.get("shipping");
        Map<String, String> place = new LinkedHashMap<>();
        place.put("country", shipping.get(0).toString());
        place.put("city", shipping.get(1).toString());
        place.put("postcode", shipping.get(2).toString());
        Object coupon = order.get("coupon");
        json.integer("order_id", (long) order.get("order_id"))
                .integer("customer_id", ((Number) order.get("customer_id")).longValue())
                .text(
                        "ordered_at",
                        Instant.ofEpochMilli((long) order.get("ordered_at")).toString())
                .text("status", order.get("status").toString())
                .text("channel", SameOrders.channel(order))
                .text("product", order.get("product").toString())
                .integer("quantity", (int) order.get("quantity"))
                .decimal("price", decimal((ByteBuffer) order.get("price"), CENTS))
                .text("currency", order.get("currency").toString());
        if (order.hasField("discount") && order.get("discount") instanceof ByteBuffer discount) {
            json.decimal("discount", decimal(discount, DISCOUNT_SCALE));
        }
        return json.texts("shipping", place)
                .texts("tags", texts((List<?>) order.get("tags")))
                .texts("attributes", texts((Map<?, ?>) order.get("attributes")))
                .text("coupon", coupon == null ? null : coupon.toString())
                .end();
    }

    private static BigDecimal decimal(ByteBuffer unscaled, int scale) {
        byte[] value = new byte[unscaled.remaining()];
        unscaled.duplicate().get(value);
        return new BigDecimal(new BigInteger(value), scale);
    }

    private static List<String> texts(List<?> elements) {
        return elements.stream().map(Object::toString).toList();
    }

    private static Map<String, String> texts(Map<?, ?> members) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.forEach((name, text) -> texts.put(name.toString(), text.toString()));
        return texts;
    }
}
