package io.kaspar.catalog.metadata;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The tables of facts that each topic has: {@code topic$partitions} and so on. Their words win over record types of the same name. */
public enum TopicMetadata {
    PARTITIONS(
            "where the partitions of topic %s are, and what they hold",
            asked -> new PartitionRows(asked.cluster(), asked.topic())),
    SCHEMAS("the versions that the registry has of the schemas of topic %s", asked -> new SchemaRows(asked.schemas())),
    CONFIGS("Kafka's settings of topic %s", asked -> new ConfigRows(asked.cluster(), asked.topic())),
    GROUPS("how far groups of consumers are in topic %s", asked -> new GroupPlaceRows(asked.cluster(), asked.topic())),
    PRODUCERS(
            "the producers that the leaders of topic %s remember",
            asked -> new ProducerRows(asked.cluster(), asked.layout())),
    TRANSACTIONS(
            "the transactions that are open in topic %s",
            asked -> new TransactionRows(asked.cluster(), asked.layout()));

    private final String comment;
    private final Function<AskedTopic, MetadataRows> rows;

    TopicMetadata(String comment, Function<AskedTopic, MetadataRows> rows) {
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
    public MetadataTable table(String name, AskedTopic asked) {
        return new MetadataTable(name, String.format(comment, asked.topic()), rows.apply(asked));
    }
}
