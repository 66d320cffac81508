package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.ProducerStates;
import io.kaspar.catalog.cluster.state.ProducerStates.KnownTransaction;
import io.kaspar.catalog.cluster.state.ProducerStates.OpenInPartition;
import io.kaspar.catalog.facts.TopicLayout;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code $transactions}: those that are open, and hold committed readers back. */
record TransactionRows(Cluster cluster, TopicLayout layout) implements MetadataRows {
    @Override
    public StructType columns() {
        return new MetadataColumns()
                .number("partition", "where it has records")
                .always("first_offset", DataTypes.LongType, "of the first of them: committed reads end there")
                .maybe(
                        "transactional_id",
                        DataTypes.StringType,
                        "what its producer is called; null where no coordinator knows it")
                .always("producer_id", DataTypes.LongType, "given by the cluster")
                .number("producer_epoch", "grows when the producer is fenced or begins anew")
                .maybe("state", DataTypes.StringType, "Kafka's word: Ongoing, PrepareCommit, PrepareAbort")
                .maybe("started", DataTypes.TimestampType, "when it began")
                .maybe("timeout_ms", DataTypes.LongType, "after which its coordinator aborts it")
                .maybe("coordinator", DataTypes.IntegerType, "the broker that ends it")
                .maybe("last_timestamp", DataTypes.TimestampType, "when its producer sent its last record batch")
                .always(
                        "is_known",
                        DataTypes.BooleanType,
                        "whether a coordinator tells of it; if not it hangs, or its transactional id may not be described")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        return ProducerStates.open(cluster, layout).stream()
                .map(TransactionRows::row)
                .toList();
    }

    private static Row row(OpenInPartition open) {
        KnownTransaction known = open.known();
        return RowFactory.create(
                open.producer().partition(),
                MetadataColumns.orNull(open.producer().transactionStart()),
                known == null ? null : known.transactionalId(),
                open.producer().producerId(),
                open.producer().producerEpoch(),
                known == null ? null : known.state(),
                known == null ? null : MetadataColumns.time(known.startMs()),
                known == null ? null : known.timeoutMs(),
                known == null ? null : known.coordinator(),
                MetadataColumns.time(open.producer().lastMs()),
                known != null);
    }
}
