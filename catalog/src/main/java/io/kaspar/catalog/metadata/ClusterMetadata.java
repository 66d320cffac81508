package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The tables of facts that a cluster has, in the namespace {@code system}. */
public enum ClusterMetadata {
    BROKERS("the brokers of the cluster", BrokerRows::new),
    LOG_DIRS("the log directories of the cluster's brokers", LogDirRows::new),
    TOPICS("the topics of the cluster", TopicRows::new),
    GROUPS("the groups of the cluster", GroupRows::new),
    ACLS("the permissions that the cluster's brokers keep", AclRows::new);

    /** Where they are, and the procedures beside them; in whatever case. */
    public static final String NAMESPACE = "system";

    private final String comment;
    private final Function<Cluster, MetadataRows> rows;

    ClusterMetadata(String comment, Function<Cluster, MetadataRows> rows) {
        this.comment = comment;
        this.rows = rows;
    }

    /** Whether this is the namespace where they are. */
    public static boolean isSystem(String[] namespace) {
        return namespace.length == 1 && namespace[0].equalsIgnoreCase(NAMESPACE);
    }

    /** Its name in the namespace. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The table that is called so; empty when there is none. */
    public static Optional<ClusterMetadata> of(String word) {
        return Arrays.stream(values())
                .filter(table -> table.word().equals(word))
                .findFirst();
    }

    /** What they are all called. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ClusterMetadata::word).toList();
    }

    /**
     * The table of a cluster.
     *
     * @param name as a query writes it
     */
    public MetadataTable table(String name, Cluster cluster) {
        return new MetadataTable(name, comment, rows.apply(cluster));
    }
}
