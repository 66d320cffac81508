package io.kaspar.catalog.scan;

import io.kaspar.reader.bytes.OffsetRange;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.types.StructType;

/** What Spark is told about a scan's size: it decides by it whether to broadcast, so rather too much than too little. */
record TopicStatistics(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {
    /** Logs are compressed and packed, rows are not. */
    private static final long EXPANSION = 4;

    private static final long ROW_OVERHEAD = 8;

    static TopicStatistics of(ScanPlan plan, StructType readTypes) {
        double expanded = 0;
        for (TopicInputPartition inputPartition : plan.inputPartitions()) {
            expanded += bytes(inputPartition, plan, readTypes);
        }
        return new TopicStatistics(OptionalLong.of((long) expanded), OptionalLong.of(plan.offsetCount()));
    }

    /** The read part of what the log takes on disk; where that is unknown, Spark's own guess from the types. */
    private static double bytes(TopicInputPartition inputPartition, ScanPlan plan, StructType readTypes) {
        double rows = inputPartition.offsetCount();
        Long bytes = plan.storage().bytes().get(inputPartition.partition());
        if (bytes == null || readTypes.isEmpty()) {
            return rows * (ROW_OVERHEAD + readTypes.defaultSize());
        }
        OffsetRange held = plan.snapshot().range(inputPartition.partition());
        return EXPANSION * bytes * (rows / Math.max(1, held.offsetCount())) + rows * ROW_OVERHEAD;
    }
}
