package io.kaspar.catalog;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.metadata.AskedTopic;
import io.kaspar.catalog.metadata.ClusterMetadata;
import io.kaspar.catalog.metadata.SchemaVersion;
import io.kaspar.catalog.metadata.TopicMetadata;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;

/**
 * Which names mean tables of facts: {@code system.brokers} one of the cluster, {@code orders$partitions} one of a topic, and so does
 * {@code orders.partitions} where no topic is called so.
 */
final class MetadataTables {
    private final Cluster cluster;
    private final String prefix;
    private final boolean isOffline;
    private final Function<List<String>, Optional<TopicLayout>> layouts;
    private final Function<String, List<SchemaVersion>> schemas;
    private final BiFunction<String, TopicLayout, Table> batches;

    /**
     * @param prefix what the names of tables start with
     * @param layouts finds the first of some topics that is there
     * @param schemas asks for the versions of a topic's schemas
     * @param batches makes the table of a topic's record batches, by the name that a query writes
     */
    MetadataTables(
            Cluster cluster,
            String prefix,
            boolean isOffline,
            Function<List<String>, Optional<TopicLayout>> layouts,
            Function<String, List<SchemaVersion>> schemas,
            BiFunction<String, TopicLayout, Table> batches) {
        this.cluster = cluster;
        this.prefix = prefix;
        this.isOffline = isOffline;
        this.layouts = layouts;
        this.schemas = schemas;
        this.batches = batches;
    }

    /** What stands behind the {@code $} of each topic's tables of facts. */
    static List<String> words() {
        return Stream.concat(TopicMetadata.words().stream(), Stream.of(BatchesTable.WORD))
                .toList();
    }

    /** Whether this namespace has the tables of the cluster. */
    boolean isSystem(String[] namespace) {
        return !isOffline && ClusterMetadata.isSystem(namespace);
    }

    /** What a name means before any topic is looked for; empty when it may be a topic. */
    Optional<Table> certain(Identifier identifier) {
        if (isOffline) {
            return Optional.empty();
        }
        Optional<ClusterMetadata> ofCluster = isSystem(identifier.namespace())
                ? ClusterMetadata.of(identifier.name().toLowerCase(Locale.ROOT))
                : Optional.empty();
        return ofCluster
                .<Table>map(table -> table.table(prefix + ClusterMetadata.NAMESPACE + "." + table.word(), cluster))
                .or(() -> behindTheMark(TopicNames.candidates(identifier)));
    }

    private Optional<Table> behindTheMark(List<String> candidates) {
        return TypeTableName.parse(candidates.get(0))
                .flatMap(name -> table(name.type(), TypeTableName.topicsOf(candidates)));
    }

    /** What a name means that no topic has: the table of a topic, behind a dot. */
    Optional<Table> otherwise(Identifier identifier) {
        String[] namespace = identifier.namespace();
        if (isOffline || namespace.length == 0) {
            return Optional.empty();
        }
        Identifier topic =
                Identifier.of(Arrays.copyOf(namespace, namespace.length - 1), namespace[namespace.length - 1]);
        return table(identifier.name(), TopicNames.candidates(topic));
    }

    private Optional<Table> table(String word, List<String> topics) {
        return words().contains(word) ? layouts.apply(topics).map(layout -> table(word, layout)) : Optional.empty();
    }

    private Table table(String word, TopicLayout layout) {
        String name = prefix + TopicTables.quoted(new TypeTableName(layout.topic(), word).text());
        AskedTopic asked = new AskedTopic(cluster, layout, () -> schemas.apply(layout.topic()));
        return TopicMetadata.of(word)
                .<Table>map(table -> table.table(name, asked))
                .orElseGet(() -> batches.apply(name, layout));
    }
}
