package io.kaspar.bench.limit;

import java.util.List;

/** {@code sum(price * quantity)} of orders. */
final class SumQuery extends RecordLoop {
    private double sum;

    @Override
    void value(byte[] bytes, int start) {
        int position = Varints.skip(bytes, start); // id
        position = Varints.skip(bytes, position); // customer_id
        position = Varints.skipString(bytes, position); // product
        int quantity = Varints.readInt(bytes, position);
        position = Varints.skip(bytes, position);
        sum += Varints.readDouble(bytes, position) * quantity;
    }

    @Override
    void merge(HandQuery other) {
        sum += ((SumQuery) other).sum;
    }

    @Override
    List<List<Object>> answer() {
        return row(sum);
    }
}
