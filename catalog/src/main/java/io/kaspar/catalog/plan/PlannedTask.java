package io.kaspar.catalog.plan;

import io.kaspar.reader.task.ScanTask;
import java.util.List;

/**
 * A task, and where it should run.
 *
 * @param hosts of executors on the machines of the task's replicas, as Spark knows them
 */
public record PlannedTask(ScanTask task, List<String> hosts) {
    public PlannedTask {
        hosts = List.copyOf(hosts);
    }

    int partition() {
        return task.partition();
    }

    /** The same, to be run somewhere else. */
    PlannedTask on(List<String> otherHosts) {
        return new PlannedTask(task, otherHosts);
    }
}
