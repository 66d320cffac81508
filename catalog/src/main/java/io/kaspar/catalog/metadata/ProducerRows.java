package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.ProducerStates;
import io.kaspar.catalog.cluster.state.ProducerStates.PartitionProducer;
import io.kaspar.catalog.facts.TopicLayout;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code $producers}: those with idempotence or transactions that leaders remember. */
record ProducerRows(Cluster cluster, TopicLayout layout) implements MetadataRows {
    @Override
    public StructType columns() {
        return new MetadataColumns()
                .number("partition", "where it wrote")
                .always("producer_id", DataTypes.LongType, "given by the cluster")
                .number("producer_epoch", "grows when the producer is fenced or begins anew")
                .number("last_sequence", "of its last record batch")
                .maybe("last_timestamp", DataTypes.TimestampType, "when it sent that one")
                .maybe("coordinator_epoch", DataTypes.IntegerType, "of the marker that ended its last transaction")
                .maybe(
                        "transaction_start_offset",
                        DataTypes.LongType,
                        "the first offset of the transaction that it has open; null when it has none")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        return ProducerStates.of(cluster, layout).stream()
                .map(ProducerRows::row)
                .toList();
    }

    private static Row row(PartitionProducer producer) {
        return RowFactory.create(
                producer.partition(),
                producer.producerId(),
                producer.producerEpoch(),
                producer.lastSequence(),
                MetadataColumns.time(producer.lastMs()),
                producer.coordinatorEpoch().isPresent()
                        ? producer.coordinatorEpoch().getAsInt()
                        : null,
                MetadataColumns.orNull(producer.transactionStart()));
    }
}
