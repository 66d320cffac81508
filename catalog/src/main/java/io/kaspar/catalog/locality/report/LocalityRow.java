package io.kaspar.catalog.locality.report;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * An executor's host and a broker, and what the one has of the other.
 *
 * @param executorHost as Spark knows it
 * @param executorAddresses as the driver resolves it
 * @param brokerHost as advertised
 * @param brokerAddresses as the driver resolves it
 * @param logDirs as the broker names them
 * @param foundDirs where they were found on the executor's machine
 * @param clusterId found there
 * @param nodeId found there
 * @param isReadable null when there is nothing to be read
 * @param user that the executor runs as
 * @param mount the file systems there
 * @param whatToDo a sentence
 */
public record LocalityRow(
        String executorHost,
        String executorAddresses,
        int broker,
        String brokerHost,
        String brokerAddresses,
        String logDirs,
        String foundDirs,
        String clusterId,
        String nodeId,
        @Nullable Boolean isReadable,
        String user,
        String mount,
        LocalityVerdict verdict,
        String whatToDo) {
    private static final List<String> TEXTS_BEFORE =
            List.of("broker_host", "broker_addresses", "log_dirs", "found_dirs", "found_cluster_id", "found_node_id");

    /** The columns of the procedure's result. */
    public static StructType type() {
        StructType type = new StructType()
                .add("executor_host", DataTypes.StringType, false)
                .add("executor_addresses", DataTypes.StringType)
                .add("broker", DataTypes.IntegerType, false);
        for (String name : TEXTS_BEFORE) {
            type = type.add(name, DataTypes.StringType);
        }
        return type.add("readable", DataTypes.BooleanType)
                .add("user", DataTypes.StringType)
                .add("mount", DataTypes.StringType)
                .add("verdict", DataTypes.StringType, false)
                .add("what_to_do", DataTypes.StringType, false);
    }

    /** As a row of {@link #type}; texts that say nothing are null. */
    public Row row() {
        return RowFactory.create(
                executorHost,
                orNull(executorAddresses),
                broker,
                orNull(brokerHost),
                orNull(brokerAddresses),
                orNull(logDirs),
                orNull(foundDirs),
                orNull(clusterId),
                orNull(nodeId),
                isReadable,
                orNull(user),
                orNull(mount),
                verdict.name(),
                whatToDo);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
