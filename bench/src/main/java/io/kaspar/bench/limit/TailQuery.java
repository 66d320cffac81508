package io.kaspar.bench.limit;

import java.util.List;

/** {@code count(*)} of the records from a timestamp on. */
final class TailQuery extends HandQuery {
    private final long firstTimestamp;
    private long count;

    TailQuery(long firstTimestamp) {
        this.firstTimestamp = firstTimestamp;
    }

    @Override
    boolean wants(long maxTimestamp) {
        return maxTimestamp >= firstTimestamp;
    }

    @Override
    void records(byte[] bytes, int start, int recordCount, long baseTimestamp) {
        int position = start;
        for (int i = 0; i < recordCount; i++) {
            int length = Varints.readInt(bytes, position);
            position = Varints.skip(bytes, position);
            if (baseTimestamp + delta(bytes, position + 1) >= firstTimestamp) {
                count++;
            }
            position += length;
        }
    }

    private static long delta(byte[] bytes, int position) {
        long word = Varints.word(bytes, position);
        return Varints.number(word, Varints.length(word));
    }

    @Override
    void merge(HandQuery other) {
        count += ((TailQuery) other).count;
    }

    @Override
    List<List<Object>> answer() {
        return RecordLoop.row(count);
    }
}
