package io.kaspar.lines;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Keeps the texts of a stream in this JVM, where its tasks run. */
final class LineRows extends ForeachWriter<Row> {
    private static final long serialVersionUID = 1L;
    private static final Queue<String> TEXTS = new ConcurrentLinkedQueue<>();

    static void clear() {
        TEXTS.clear();
    }

    static List<String> all() {
        return List.copyOf(TEXTS);
    }

    @Override
    public boolean open(long partitionId, long epochId) {
        return true;
    }

    @Override
    public void process(Row row) {
        TEXTS.add(row.getString(0));
    }

    @Override
    public void close(@Nullable Throwable error) {}
}
