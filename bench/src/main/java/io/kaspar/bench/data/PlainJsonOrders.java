package io.kaspar.bench.data;

/** The same orders as JSON that no registry describes, about 230 bytes of value. */
public record PlainJsonOrders(Orders orders) implements RecordShape {
    /** What is in them, as DDL. */
    public static final String COLUMNS = "id BIGINT, customer_id BIGINT, product STRING, quantity INT, price DOUBLE,"
            + " currency STRING, created_at TIMESTAMP, street STRING, city STRING, note STRING, paid BOOLEAN";

    @Override
    public String name() {
        return "orders_json";
    }

    @Override
    public boolean isFramed() {
        return false;
    }

    @Override
    public String valueSchema() {
        return COLUMNS;
    }

    @Override
    public Writer writer() {
        return orders.writer(new JsonOrderFields());
    }
}
