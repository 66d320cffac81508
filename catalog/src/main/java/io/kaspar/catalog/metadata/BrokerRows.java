package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.BrokerStates;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code system.brokers}. */
record BrokerRows(Cluster cluster) implements MetadataRows {
    @Override
    public StructType columns() {
        return new MetadataColumns()
                .number("broker", "its id")
                .text("host", "as it presents itself to clients")
                .number("port", "of that listener")
                .maybe("rack", DataTypes.StringType, "null when it has none")
                .always(
                        "is_controller",
                        DataTypes.BooleanType,
                        "whether clients are sent there with what is for the controller")
                .text("cluster_id", "of the cluster")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        return BrokerStates.all(cluster).stream()
                .map(broker -> RowFactory.create(
                        broker.node().nodeId(),
                        broker.node().host(),
                        broker.node().port(),
                        broker.node().rack(),
                        broker.isController(),
                        broker.clusterId()))
                .toList();
    }
}
