package io.kaspar.samples.shop;

import org.apache.avro.generic.GenericRecord;

/** A topic that has the orders of {@code orders} in another format, with what the newest schema there says of old ones. */
interface SameOrders extends ShopTopic {
    /** What old orders have for the channel, which is new in the second version. */
    String DEFAULT_CHANNEL = "WEB";

    ShopOrders orders();

    @Override
    default int partitionCount() {
        return orders().partitionCount();
    }

    @Override
    default long recordCount() {
        return orders().recordCount();
    }

    @Override
    default String compression() {
        return orders().compression();
    }

    /** The channel of an order of any version. */
    static String channel(GenericRecord order) {
        return order.hasField("channel") ? order.get("channel").toString() : DEFAULT_CHANNEL;
    }
}
