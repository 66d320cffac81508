package io.kaspar.bench.limit;

import java.util.List;

/** {@code count(*)} by the headers of record batches. */
final class CountQuery extends HandQuery {
    private long count;

    @Override
    boolean readsHeadersOnly() {
        return true;
    }

    @Override
    void header(int recordCount) {
        count += recordCount;
    }

    @Override
    void records(byte[] bytes, int position, int recordCount, long baseTimestamp) {
        throw new UnsupportedOperationException("this query reads headers");
    }

    @Override
    void merge(HandQuery other) {
        count += ((CountQuery) other).count;
    }

    @Override
    List<List<Object>> answer() {
        return RecordLoop.row(count);
    }
}
