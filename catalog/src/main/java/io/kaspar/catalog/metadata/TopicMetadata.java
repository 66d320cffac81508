package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.TopicLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The tables of facts that each topic has: {@code topic$partitions} and so on. Their words win over record types of the same name. */
public enum TopicMetadata {
    PARTITIONS(
            "where the partitions of topic %s are, and what they hold",
            (cluster, layout) -> new PartitionRows(cluster, layout.topic())),
    CONFIGS("Kafka's settings of topic %s", (cluster, layout) -> new ConfigRows(cluster, layout.topic())),
    GROUPS(
            "how far groups of consumers are in topic %s",
            (cluster, layout) -> new GroupPlaceRows(cluster, layout.topic())),
    PRODUCERS("the producers that the leaders of topic %s remember", ProducerRows::new),
    TRANSACTIONS("the transactions that are open in topic %s", TransactionRows::new);

    private final String comment;
    private final BiFunction<Cluster, TopicLayout, MetadataRows> rows;

    TopicMetadata(String comment, BiFunction<Cluster, TopicLayout, MetadataRows> rows) {
        this.comment = comment;
        this.rows = rows;
    }

    /** As it stands behind the {@code $}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The table that is called so; empty when there is none. */
    public static Optional<TopicMetadata> of(String word) {
        return Arrays.stream(values())
                .filter(table -> table.word().equals(word))
                .findFirst();
    }

    /** What they are all called. */
    public static List<String> words() {
        return Arrays.stream(values()).map(TopicMetadata::word).toList();
    }

    /**
     * The table of a topic.
     *
     * @param name as a query writes it
     */
    public MetadataTable table(String name, Cluster cluster, TopicLayout layout) {
        return new MetadataTable(name, String.format(comment, layout.topic()), rows.apply(cluster, layout));
    }
}
