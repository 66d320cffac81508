package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.ConfigStates;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code $configs}: Kafka's settings of the topic. */
record ConfigRows(Cluster cluster, String topic) implements MetadataRows {
    @Override
    public StructType columns() {
        return new MetadataColumns()
                .text("name", "as Kafka calls it")
                .maybe("value", DataTypes.StringType, "what counts for the topic; null for a secret")
                .text("source", "where it was set: DYNAMIC_TOPIC_CONFIG is the topic itself")
                .always("is_default", DataTypes.BooleanType, "whether it was not set for the topic")
                .always("is_read_only", DataTypes.BooleanType, "whether it cannot be changed while the broker runs")
                .always("is_sensitive", DataTypes.BooleanType, "whether it is a secret")
                .text("type", "Kafka's word for its type")
                .maybe("documentation", DataTypes.StringType, "Kafka's own, in HTML")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        return ConfigStates.of(cluster, topic).stream()
                .map(config -> RowFactory.create(
                        config.name(),
                        config.value().orElse(null),
                        config.source(),
                        config.isDefault(),
                        config.isReadOnly(),
                        config.isSensitive(),
                        config.type(),
                        config.documentation().orElse(null)))
                .toList();
    }
}
