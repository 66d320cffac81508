package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.LogDirStates;
import io.kaspar.catalog.cluster.state.LogDirStates.LogDirState;
import io.kaspar.catalog.cluster.state.LogDirStates.ReplicaState;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code system.log_dirs}. */
record LogDirRows(Cluster cluster) implements MetadataRows {
    @Override
    public StructType columns() {
        return new MetadataColumns()
                .number("broker", "its id")
                .maybe("path", DataTypes.StringType, "on the broker's machine; null when the broker does not answer")
                .number("replicas", "that lie there")
                .always("size_bytes", DataTypes.LongType, "what their logs take")
                .maybe("total_bytes", DataTypes.LongType, "of the file system; null when the broker does not tell")
                .maybe("usable_bytes", DataTypes.LongType, "that are left there")
                .maybe("error", DataTypes.StringType, "why it cannot be used, or is not known; null when all is well")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        return LogDirStates.all(cluster).stream().map(LogDirRows::row).toList();
    }

    private static Row row(LogDirState directory) {
        return RowFactory.create(
                directory.brokerId(),
                MetadataColumns.orNull(directory.path()),
                directory.replicas().size(),
                directory.replicas().stream().mapToLong(ReplicaState::sizeBytes).sum(),
                MetadataColumns.orNull(directory.totalBytes()),
                MetadataColumns.orNull(directory.usableBytes()),
                MetadataColumns.orNull(directory.error()));
    }
}
