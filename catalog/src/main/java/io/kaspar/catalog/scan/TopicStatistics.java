package io.kaspar.catalog.scan;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.types.StructType;

/** What Spark is told about a scan's size: it decides by it whether to broadcast, so rather too much than too little. */
record TopicStatistics(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {
    /** Logs are compressed and packed, rows are not. */
    private static final double EXPANSION = 4;

    private static final long ROW_OVERHEAD = 8;

    static TopicStatistics of(ScanPlan plan, ScanDemand demand, TopicColumns columns) {
        RowWidth width = new RowWidth(columns, demand.readTypes());
        Map<Integer, Long> tasks = plan.inputPartitions().stream()
                .collect(Collectors.groupingBy(TopicInputPartition::partition, Collectors.counting()));
        double bytes = 0;
        double rows = 0;
        for (PartitionRanges ranges : plan.ranges()) {
            double partitionRows = Math.min(
                    (double) ranges.offsetCount(),
                    (double) demand.rowLimit() * tasks.getOrDefault(ranges.partition(), 1L));
            rows += partitionRows;
            bytes += partitionRows * (ROW_OVERHEAD + rowBytes(ranges.partition(), plan, width, demand.readTypes()));
        }
        return new TopicStatistics(OptionalLong.of((long) bytes), OptionalLong.of((long) rows));
    }

    /** From what a record takes on disk; where that is unknown, Spark's own guess from the types. */
    private static double rowBytes(int partition, ScanPlan plan, RowWidth width, StructType readTypes) {
        Long bytes = plan.storage().bytes().get(partition);
        if (readTypes.isEmpty()) {
            return 0;
        }
        if (bytes == null) {
            return readTypes.defaultSize();
        }
        long offsets = Math.max(1, plan.snapshot().range(partition).offsetCount());
        return width.bytes(EXPANSION * bytes / offsets);
    }
}
