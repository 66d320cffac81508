package io.kaspar.soak;

import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A stream from a topic, which writes where each of its records lies.
 *
 * @param source a topic that loses nothing
 * @param options of what it reads
 * @param byBatches whether it writes in {@code foreachBatch}, with the name and the number of each micro-batch
 */
record StreamWork(String source, Map<String, String> options, boolean byBatches, Promise promise) implements WriteWork {
    StreamWork {
        options = Map.copyOf(options);
    }

    @Override
    public void run(SparkSession spark, WriteRequest request, DriverFolder folder, boolean isLast)
            throws StreamingQueryException, TimeoutException {
        Dataset<Row> rows = spark.readStream()
                .options(options)
                .table(request.catalog() + ".`" + source + "`")
                .selectExpr("CAST(concat('" + request.name()
                        + "/', unsteady(concat(_partition, '-', _offset))) AS BINARY) AS value");
        DataStreamWriter<Row> writer = rows.writeStream()
                .trigger(isLast ? Trigger.AvailableNow() : Trigger.ProcessingTime(0))
                .option("checkpointLocation", folder.root().toUri().toString());
        if (byBatches) {
            writer.foreachBatch((Dataset<Row> batch, Long number) -> write(batch, number, request))
                    .start()
                    .awaitTermination();
        } else {
            writer.option("delivery", promise.delivery())
                    .toTable(request.table())
                    .awaitTermination();
        }
    }

    private void write(Dataset<Row> batch, Long number, WriteRequest request) {
        Map<String, String> naming = promise == Promise.ONCE
                ? Map.of("write.id", request.name(), "write.epoch", Long.toString(number))
                : Map.of();
        try {
            batch.writeTo(request.table())
                    .option("delivery", promise.delivery())
                    .options(naming)
                    .append();
        } catch (NoSuchTableException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<ExpectedRows> expected(WriteRequest request, DriverFolder folder, SoakTopics topics)
            throws IOException {
        TopicLedger ledger = topics.livesOf(source, 0, Long.MAX_VALUE).get(0);
        Set<String> rows = new HashSet<>();
        for (Map.Entry<Integer, OffsetRange> read :
                new StreamFiles(folder.root()).whole(source).entrySet()) {
            PartitionLedger partition = ledger.partition(read.getKey());
            if (!ledger.awaitSeen(read.getKey(), read.getValue().endOffset())) {
                throw new IOException("the witness of " + source + " did not come to " + read);
            }
            Lineage records = partition.views(read.getValue()).get(0).records();
            for (int i = 0; i < records.size(); i++) {
                rows.add(read.getKey() + "-" + records.get(i).offset());
            }
        }
        return List.of(new ExpectedRows(request.name(), promise, false, rows));
    }

    @Override
    public List<String> topics(WriteRequest request) {
        return List.of(source, request.topic());
    }

    @Override
    public List<String> writeIds(WriteRequest request, DriverFolder folder) throws IOException {
        if (promise != Promise.ONCE) {
            return List.of();
        }
        return byBatches
                ? List.of(request.name())
                : new StreamFiles(folder.root()).queryId().stream().toList();
    }
}
