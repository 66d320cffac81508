package io.kaspar.bench.memory;

import io.kaspar.bench.data.Documents;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.RecordShape;
import java.util.Locale;

/** What the topics hold. */
enum ReadRecords {
    ORDERS(new Orders(1_000_000, 50_000, 1), 1),
    DOCUMENTS(new Documents(1), 50);

    private final RecordShape shape;
    private final int divisor;

    ReadRecords(RecordShape shape, int divisor) {
        this.shape = shape;
        this.divisor = divisor;
    }

    RecordShape shape() {
        return shape;
    }

    String topic() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many there are beside so many orders. */
    long count(long orderCount) {
        return Math.max(1, orderCount / divisor);
    }
}
