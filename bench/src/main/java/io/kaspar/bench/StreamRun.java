package io.kaspar.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;

/** A query over a stream of orders that ends with what is there. Begins anew in each run; the start of the query is measured too. */
final class StreamRun implements Run {
    private final Path folder;
    private final Supplier<Dataset<Row>> orders;
    private final Sink sink;
    private final Map<String, Amounts> groups = new TreeMap<>();
    private Path checkpoint;
    private String note = "";

    /** Where four of an order's fields go. */
    enum Sink {
        /** Sums by currency, made of each micro-batch. */
        AMOUNTS,
        /** Nowhere. */
        NOOP
    }

    private record Amounts(long count, double sum, long lastCustomer) {
        static Amounts of(Row row) {
            return new Amounts(row.getLong(1), row.getDouble(2), row.getLong(3));
        }

        Amounts and(Amounts other) {
            return new Amounts(count + other.count, sum + other.sum, Math.max(lastCustomer, other.lastCustomer));
        }
    }

    /**
     * Prepares one.
     *
     * @param folder in which checkpoints are kept for as long as a run takes
     * @param orders the stream
     */
    StreamRun(Path folder, Supplier<Dataset<Row>> orders, Sink sink) {
        this.folder = folder;
        this.orders = orders;
        this.sink = sink;
        this.checkpoint = folder;
    }

    @Override
    public void prepare() throws IOException {
        groups.clear();
        checkpoint = Files.createTempDirectory(folder, "checkpoint-");
    }

    @Override
    public Answer run() throws IOException {
        try {
            StreamingQuery query = start();
            query.awaitTermination();
            List<StreamingQueryProgress> batches = Arrays.stream(query.recentProgress())
                    .filter(progress -> progress.numInputRows() > 0)
                    .toList();
            note = BatchTimes.of(batches).text();
            return sink == Sink.NOOP
                    ? Answer.ofRowCount(batches.stream()
                            .mapToLong(StreamingQueryProgress::numInputRows)
                            .sum())
                    : answer();
        } catch (TimeoutException | StreamingQueryException e) {
            throw new IOException("a stream failed", e);
        }
    }

    private StreamingQuery start() throws TimeoutException {
        DataStreamWriter<Row> writer = orders.get()
                .select("customer_id", "quantity", "price", "currency")
                .writeStream()
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", checkpoint.toUri().toString());
        return switch (sink) {
            case AMOUNTS -> writer.foreachBatch(this::add).start();
            case NOOP -> writer.format("noop").start();
        };
    }

    private void add(Dataset<Row> batch, long number) {
        batch.groupBy("currency")
                .agg(count(lit(1)), sum(col("price").multiply(col("quantity"))), max("customer_id"))
                .collectAsList()
                .forEach(row -> groups.merge(row.getString(0), Amounts.of(row), Amounts::and));
    }

    private Answer answer() {
        return new Answer(groups.entrySet().stream()
                .map(group -> List.<Object>of(
                        group.getKey(), group.getValue().count, group.getValue().sum, group.getValue().lastCustomer))
                .toList());
    }

    @Override
    public void finish() throws IOException {
        try (Stream<Path> files = Files.walk(checkpoint)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public String note() {
        return note;
    }
}
