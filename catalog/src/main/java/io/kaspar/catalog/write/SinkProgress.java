package io.kaspar.catalog.write;

import io.kaspar.catalog.write.metric.WriteMetrics;
import io.kaspar.writer.WriteCounters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** What a stream wrote to a table in its last micro-batch; Spark asks once behind each, and behind triggers that had none. Thread-safe. */
public final class SinkProgress {
    private final AtomicReference<WriteCounters> untold = new AtomicReference<>(WriteCounters.NOTHING);

    /** Takes note of what the tasks of a micro-batch wrote. */
    void take(WriterCommitMessage[] messages) {
        List<WriteCounters> tasks = Arrays.stream(messages)
                .filter(TopicDataWriter.Written.class::isInstance)
                .map(message -> ((TopicDataWriter.Written) message).counters())
                .toList();
        untold.set(WriteCounters.sum(tasks));
    }

    /** By name, what nobody was told so far. */
    public Map<String, String> metrics() {
        return WriteMetrics.texts(untold.getAndSet(WriteCounters.NOTHING));
    }
}
