package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.AclStates;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** {@code system.acls}. */
record AclRows(Cluster cluster) implements MetadataRows {
    @Override
    public StructType columns() {
        return new MetadataColumns()
                .text("resource_type", "Kafka's word: TOPIC, GROUP, CLUSTER, TRANSACTIONAL_ID, …")
                .text("resource", "its name, or what names begin with")
                .text("pattern_type", "LITERAL, or PREFIXED for what names begin with")
                .text("principal", "who")
                .text("host", "from where; * for anywhere")
                .text("operation", "Kafka's word: READ, WRITE, …")
                .text("permission", "ALLOW or DENY")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        return AclStates.all(cluster).stream()
                .map(acl -> RowFactory.create(
                        acl.resourceType(),
                        acl.resource(),
                        acl.patternType(),
                        acl.principal(),
                        acl.host(),
                        acl.operation(),
                        acl.permission()))
                .toList();
    }
}
