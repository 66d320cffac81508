package io.kaspar.reader.source;

import io.kaspar.reader.fetch.FetchSpec;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TailWait;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.schema.cancel.Cancellation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The brokers that a task may fetch from: all but those that sent what is broken. Not thread-safe. */
final class TaskBrokers {
    private final BrokerAccess.Brokers access;
    private final ScanSpec spec;
    private final ScanTask task;
    private final Cancellation cancellation;
    private final TailWait tailWait;
    private final Set<Integer> avoidedNodes = new HashSet<>();

    private TaskBrokers(
            BrokerAccess.Brokers access, ScanSpec spec, ScanTask task, Cancellation cancellation, TailWait tailWait) {
        this.access = access;
        this.spec = spec;
        this.task = task;
        this.cancellation = cancellation;
        this.tailWait = tailWait;
    }

    /** Empty where there is no cluster. */
    static Optional<TaskBrokers> of(ScanSpec spec, ScanTask task, Cancellation cancellation, TailWait tailWait) {
        return spec.brokers() instanceof BrokerAccess.Brokers access
                ? Optional.of(new TaskBrokers(access, spec, task, cancellation, tailWait))
                : Optional.empty();
    }

    /** Fetches from this broker no more; false when that was so already. */
    boolean avoid(int nodeId) {
        return avoidedNodes.add(nodeId);
    }

    FetchSpec fetchSpec(OffsetRange fetched) {
        return new FetchSpec(
                spec.topic().name(),
                spec.topic().id(),
                task.partition(),
                fetched,
                task.lineage(),
                spec.read().isolation(),
                spec.read().checkCrcs(),
                access.kafkaProperties(),
                spec.read().networkTimeoutMs(),
                avoidedNodes,
                cancellation,
                tailWait);
    }

    String topicPartition() {
        return spec.partitionOf(task).toString();
    }
}
