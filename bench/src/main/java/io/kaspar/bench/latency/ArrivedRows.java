package io.kaspar.bench.latency;

import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Tells the arrivals of the stream that is measured each row when it comes; tasks run in the JVM that measures. */
final class ArrivedRows extends ForeachWriter<Row> {
    private static final long serialVersionUID = 1L;

    private static volatile @Nullable Arrivals measured;

    private long epoch;

    /** A writer for one stream at a time. */
    static ArrivedRows of(Arrivals arrivals) {
        measured = arrivals;
        return new ArrivedRows();
    }

    @Override
    public boolean open(long partitionId, long epochId) {
        epoch = epochId;
        return true;
    }

    @Override
    public void process(Row row) {
        Objects.requireNonNull(measured).add(List.of(row), epoch, System.currentTimeMillis());
    }

    @Override
    public void close(@Nullable Throwable error) {}
}
