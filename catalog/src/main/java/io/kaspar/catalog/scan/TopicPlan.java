package io.kaspar.catalog.scan;

import io.kaspar.catalog.plan.LogBytes;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.plan.ScanPlan;
import java.util.List;
import java.util.stream.Stream;

/** What is read of one of a scan's topics. */
record TopicPlan(ScannedTopic topic, ScanPlan plan) {

    /** The tasks of all topics. */
    static Stream<TopicInputPartition> tasks(List<TopicPlan> plans) {
        return plans.stream()
                .flatMap(topic -> topic.plan().tasks().stream()
                        .map(task -> TopicInputPartition.of(topic.topic().name(), task)));
    }

    /** What is read of all topics' logs. */
    static LogBytes logBytes(List<TopicPlan> plans, ScanDemand demand) {
        return plans.stream().map(topic -> LogBytes.of(topic.plan(), demand)).reduce(LogBytes.NOTHING, LogBytes::plus);
    }

    /** How many offsets the query asks for that are gone. */
    static long lostOffsets(List<TopicPlan> plans) {
        return plans.stream().mapToLong(topic -> topic.plan().lostOffsets()).sum();
    }
}
