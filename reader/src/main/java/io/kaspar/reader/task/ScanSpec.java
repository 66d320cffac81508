package io.kaspar.reader.task;

import io.kaspar.reader.log.Isolation;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.TopicSchema;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the tasks of one scan have in common. Crosses to the executors; never printed, it holds credentials.
 *
 * @param clusterId as in {@code meta.properties} of the cluster's log directories
 * @param topicId Kafka's UUID of the topic, in Kafka's text form
 * @param columns the output, in order; may be empty when only the number of rows matters
 * @param logDirs where brokers' log directories are seen on the executors' machines, tried in order
 * @param checkCrcs whether record batches read from files are checked against their CRC-32C
 * @param maxRows rows in one block of columns, at least 1
 * @param rowLimit rows after which a task may stop, because nobody wants more; {@link #NO_LIMIT} for all
 * @param registry null when no registry is configured
 * @param kafkaProperties settings of Kafka clients, with {@code bootstrap.servers}; empty when there are only copies of
 *     directories, and no cluster to ask
 * @param networkTimeoutMs how long a read over the network goes on trying without any progress
 * @param failOnDataLoss whether a task fails when records that it should read are gone, or counts them and goes on
 */
public record ScanSpec(
        String clusterId,
        String topic,
        String topicId,
        TopicSchema schema,
        List<ScanColumn> columns,
        Isolation isolation,
        ReadLocality locality,
        List<LogDirMapping> logDirs,
        boolean checkCrcs,
        MalformedMode malformedMode,
        int maxRows,
        long rowLimit,
        Map<String, String> kafkaProperties,
        @Nullable RegistryOptions registry,
        int networkTimeoutMs,
        boolean failOnDataLoss)
        implements Serializable {
    /** The limit of a scan that reads everything. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    public ScanSpec {
        columns = List.copyOf(columns);
        logDirs = List.copyOf(logDirs);
        kafkaProperties = Map.copyOf(kafkaProperties);
    }

    /** Whether there is no cluster, but only copies of its directories. */
    public boolean isOffline() {
        return kafkaProperties.isEmpty();
    }

    @Override
    public String toString() {
        return "ScanSpec[" + topic + "]";
    }
}
