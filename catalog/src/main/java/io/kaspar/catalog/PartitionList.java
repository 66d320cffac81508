package io.kaspar.catalog;

import io.kaspar.catalog.facts.TopicLayout;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.SupportsPartitionManagement;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A topic's partitions for {@code SHOW PARTITIONS}. There is no statement that changes one. */
interface PartitionList extends SupportsPartitionManagement {

    /** The topic as it was when the table was made. */
    TopicLayout layout();

    /** What the hidden column of partitions is called. */
    String partitionColumn();

    @Override
    default StructType partitionSchema() {
        return new StructType().add(partitionColumn(), DataTypes.IntegerType, false);
    }

    @Override
    default InternalRow[] listPartitionIdentifiers(String[] names, InternalRow values) {
        return layout().partitionNumbers().stream()
                .sorted()
                .filter(partition -> names.length == 0 || partition.equals(values.getInt(0)))
                .map(partition -> new GenericInternalRow(new Object[] {partition}))
                .toArray(InternalRow[]::new);
    }

    @Override
    default Map<String, String> loadPartitionMetadata(InternalRow partition) {
        return Map.of();
    }

    @Override
    default void createPartition(InternalRow partition, Map<String, String> properties) {
        throw refused("ADD PARTITION: ALTER TABLE … SET TBLPROPERTIES (partitions = 12) adds some");
    }

    @Override
    default boolean dropPartition(InternalRow partition) {
        throw refused("DROP PARTITION: Kafka has no way to take one away");
    }

    @Override
    default boolean truncatePartition(InternalRow partition) {
        throw refused("TRUNCATE TABLE of a partition: DELETE FROM … WHERE " + partitionColumn() + " = "
                + partition.getInt(0) + " AND an offset does it");
    }

    @Override
    default void replacePartitionMetadata(InternalRow partition, Map<String, String> properties) {
        throw refused("properties of partitions");
    }

    private RuntimeException refused(String operation) {
        return Unsupported.onTable(name(), operation);
    }
}
