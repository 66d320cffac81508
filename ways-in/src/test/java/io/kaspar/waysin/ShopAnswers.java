package io.kaspar.waysin;

import io.kaspar.samples.shop.SampleTopics;
import java.util.List;

/** Questions about the sample topics whose answers are known. */
final class ShopAnswers {
    /** The sum of all orders' {@code quantity}. */
    static final long QUANTITIES = 912_772;

    /** The sum of all orders' {@code quantity * price}. */
    static final String REVENUE = "74641602.10";

    private static final long PAID_ORDERS = 50_000;

    private ShopAnswers() {}

    /** A count with a sum, a join of two topics, and hidden columns. */
    static List<String> queries() {
        return List.of(
                "SELECT 'orders', count(*), sum(quantity * price) FROM kaspar.orders",
                "SELECT 'paid', count(*) FROM kaspar.orders o JOIN kaspar.payments p ON p.order_id = o.order_id",
                "SELECT 'offsets', count(*), sum(next) FROM"
                        + " (SELECT _partition, max(_offset) + 1 AS next FROM kaspar.orders GROUP BY _partition)");
    }

    /** What they give, with tabs between columns. */
    static List<String> answers() {
        return List.of(
                "orders\t" + ShopServers.ORDERS + "\t" + REVENUE,
                "paid\t" + PAID_ORDERS,
                "offsets\t6\t" + ShopServers.ORDERS);
    }

    /** What {@code spark-sql} prints of {@code SHOW TABLES}. */
    static List<String> tables() {
        return SampleTopics.tables();
    }
}
