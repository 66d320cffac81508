package io.kaspar.reader.task;

import io.kaspar.reader.log.TopicPartitionName;
import java.io.Serializable;

/** All that the tasks of one scan have in common. Crosses to the executors; never printed, it holds credentials. */
public record ScanSpec(
        TopicIdentity topic, ScanOutput output, ReadSettings read, BrokerAccess brokers, PayloadSchemas schemas)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The same for another topic, of the same cluster and read in the same way. */
    public ScanSpec of(TopicIdentity other) {
        return new ScanSpec(other, output, read, brokers, schemas);
    }

    /** The same with another output. */
    public ScanSpec giving(ScanOutput other) {
        return new ScanSpec(topic, other, read, brokers, schemas);
    }

    /** The partition that a task of this scan reads. */
    public TopicPartitionName partitionOf(ScanTask task) {
        return new TopicPartitionName(topic.name(), task.partition());
    }

    /** Whether there is no cluster, but only copies of its directories. */
    public boolean isOffline() {
        return brokers instanceof BrokerAccess.CopiesOnly;
    }

    @Override
    public String toString() {
        return "ScanSpec[" + topic.name() + "]";
    }
}
