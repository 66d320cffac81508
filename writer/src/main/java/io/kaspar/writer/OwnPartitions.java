package io.kaspar.writer;

import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that one of several tasks sends to, and no other task does: all whose numbers leave the task's number when divided by
 * the number of tasks. Not thread-safe.
 */
public final class OwnPartitions {
    /** As many bytes without a key go to one partition before the next one's turn comes: a batch's. */
    private static final int TURN_BYTES = 256 * 1024;

    private final int task;
    private final int tasks;
    private final int partitionCount;
    private final KeyPartitioner partitioner;
    private final int[] own;
    private int turn;
    private long bytesOfTurn;

    /**
     * @param task from 0 to {@code tasks - 1}
     * @param partitionCount of the topic when the statement was planned; not less than {@code tasks}
     */
    public OwnPartitions(int task, int tasks, int partitionCount, KeyPartitioner partitioner) {
        if (task < 0 || task >= tasks || tasks > partitionCount) {
            throw new IllegalStateException(task + " of " + tasks + " tasks, " + partitionCount + " partitions");
        }
        this.task = task;
        this.tasks = tasks;
        this.partitionCount = partitionCount;
        this.partitioner = partitioner;
        this.own = IntStream.range(0, partitionCount)
                .filter(partition -> partition % tasks == task)
                .toArray();
    }

    /** The task that sends to a partition. */
    public static int owner(int partition, int tasks) {
        return partition % tasks;
    }

    /**
     * The record with the partition that it goes to: the one that it names, else its key's, else one of the task's own.
     *
     * @throws IllegalStateException when that is another task's
     */
    ProducerRecord<byte[], byte[]> placed(ProducerRecord<byte[], byte[]> sent) {
        Integer named = sent.partition();
        byte @Nullable [] key = sent.key();
        int partition;
        if (named != null) {
            partition = named;
        } else if (key != null) {
            partition = partitioner.sentTo(key, partitionCount);
        } else {
            partition = next(sent);
        }
        if (owner(partition, tasks) != task) {
            throw new IllegalStateException("a record for partition " + partition + " came to task " + task + " of "
                    + tasks + ", and task " + owner(partition, tasks) + " sends to that partition");
        }
        return Objects.equals(named, partition)
                ? sent
                : new ProducerRecord<>(sent.topic(), partition, sent.timestamp(), key, sent.value(), sent.headers());
    }

    private int next(ProducerRecord<byte[], byte[]> sent) {
        byte @Nullable [] value = sent.value();
        bytesOfTurn += 1 + (value == null ? 0 : value.length);
        if (bytesOfTurn > TURN_BYTES) {
            bytesOfTurn = 0;
            turn = (turn + 1) % own.length;
        }
        return own[turn];
    }
}
