package io.kaspar.catalog.scan;

import io.kaspar.catalog.plan.ScanSize;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.read.Statistics;

/** What Spark is told about a scan's size. */
record TopicStatistics(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {
    static final TopicStatistics UNKNOWN = new TopicStatistics(OptionalLong.empty(), OptionalLong.empty());

    static TopicStatistics of(ScanSize size) {
        return new TopicStatistics(OptionalLong.of(size.bytes()), OptionalLong.of(size.rows()));
    }
}
