package io.kaspar.catalog.scan;

import io.kaspar.catalog.plan.PlannedTask;
import io.kaspar.reader.task.ScanTask;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * A task, and where it should run.
 *
 * @param topic of the partition that it reads
 * @param hosts of executors on the machines of the task's replicas, as Spark knows them
 */
record TopicInputPartition(String topic, ScanTask task, List<String> hosts) implements InputPartition {
    private static final long serialVersionUID = 1L;

    TopicInputPartition {
        hosts = List.copyOf(hosts);
    }

    static TopicInputPartition of(String topic, PlannedTask planned) {
        return new TopicInputPartition(topic, planned.task(), planned.hosts());
    }

    @Override
    public String[] preferredLocations() {
        return hosts.toArray(String[]::new);
    }
}
