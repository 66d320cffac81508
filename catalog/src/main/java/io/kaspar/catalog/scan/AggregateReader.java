package io.kaspar.catalog.scan;

import io.kaspar.catalog.scan.metric.ScanMetrics;
import io.kaspar.reader.scan.PartitionScan;
import io.kaspar.reader.scan.TaskEdges;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

/** Gives a row of aggregates for each partition of a task that has records; without groups one also where there is none. */
final class AggregateReader implements PartitionReader<InternalRow> {
    private final RunningTask running = RunningTask.ofThisThread();
    private final Map<String, ScanSpec> specs;
    private final EdgeAggregates aggregates;
    private final Iterator<TopicInputPartition> parts;
    private final ScanCounters counters = new ScanCounters();
    private final InputBytes inputBytes = new InputBytes();
    private InternalRow row = new GenericInternalRow(0);

    AggregateReader(Map<String, ScanSpec> specs, EdgeAggregates aggregates, PartitionBundle partition) {
        this.specs = specs;
        this.aggregates = aggregates;
        this.parts = partition.parts().iterator();
    }

    @Override
    public boolean next() throws IOException {
        while (parts.hasNext()) {
            TopicInputPartition part = parts.next();
            ScanSpec spec = Objects.requireNonNull(specs.get(part.topic()));
            Found found = find(spec, running.attempt(part.task()));
            inputBytes.report(counters.localBytes() + counters.networkBytes());
            if (found.hasRecords() || aggregates.groups().isEmpty()) {
                row = row(part, found);
                return true;
            }
        }
        return false;
    }

    /** What is known of a part; what nobody asked for is empty. */
    private record Found(OptionalLong first, OptionalLong last, OptionalLong count) {
        boolean hasRecords() {
            return first.isPresent() || last.isPresent() || (count.isPresent() && count.getAsLong() > 0);
        }

        OptionalLong of(EdgeAggregates.Function function) {
            return switch (function) {
                case FIRST_OFFSET -> first;
                case LAST_OFFSET -> last;
                case COUNT -> count;
            };
        }
    }

    private Found find(ScanSpec spec, ScanTask task) throws IOException {
        TaskEdges edges = new TaskEdges(spec, task, counters, running::isGivenUp);
        return new Found(
                aggregates.wants(EdgeAggregates.Function.FIRST_OFFSET) ? edges.firstOffset() : OptionalLong.empty(),
                aggregates.wants(EdgeAggregates.Function.LAST_OFFSET) ? edges.lastOffset() : OptionalLong.empty(),
                aggregates.wants(EdgeAggregates.Function.COUNT)
                        ? OptionalLong.of(count(spec, task))
                        : OptionalLong.empty());
    }

    private long count(ScanSpec spec, ScanTask task) throws IOException {
        ScanSpec counting = spec.giving(new ScanOutput(List.of(), JudgedPart.WANTED_COLUMNS, ScanOutput.NO_LIMIT));
        long count = 0;
        try (PartitionScan scan = PartitionScan.open(counting, task, counters, running::isGivenUp)) {
            while (scan.next()) {
                count += scan.current().rowCount();
            }
        }
        return count;
    }

    private InternalRow row(TopicInputPartition part, Found found) {
        List<Object> values = new ArrayList<>();
        aggregates
                .groups()
                .forEach(group -> values.add(
                        switch (group) {
                            case PARTITION -> part.task().partition();
                            case TOPIC -> UTF8String.fromString(part.topic());
                            default -> throw new IllegalStateException(group + " differs from record to record");
                        }));
        Object[] all = values.toArray(
                new Object[aggregates.groups().size() + aggregates.functions().size()]);
        int place = values.size();
        for (EdgeAggregates.Function function : aggregates.functions()) {
            OptionalLong value = found.of(function);
            all[place++] = value.isPresent() ? value.getAsLong() : null;
        }
        return new GenericInternalRow(all);
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return ScanMetrics.values(counters);
    }

    @Override
    public void close() {}
}
