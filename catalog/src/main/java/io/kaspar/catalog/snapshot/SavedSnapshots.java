package io.kaspar.catalog.snapshot;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.error.DryRunException;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicDefinition;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.NearNames;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.options.SnapshotText;
import io.kaspar.catalog.write.KeyedText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The snapshots that people have named: records of a compacted topic whose keys are {@code orders/before-release} and whose values are
 * the texts. Remembers nothing; thread-safe.
 */
public final class SavedSnapshots {
    private static final Pattern NAME = Pattern.compile("[^/\\p{Cntrl}]{1,100}");
    private static final String SEPARATOR = "/";

    private final Cluster cluster;
    private final String catalog;
    private final Optional<String> store;
    private final boolean isDryRun;

    /**
     * @param catalog what names of a catalog start with, for messages
     * @param store the topic; empty where none is set
     */
    public SavedSnapshots(Cluster cluster, String catalog, Optional<String> store, boolean isDryRun) {
        this.cluster = cluster;
        this.catalog = catalog;
        this.store = store;
        this.isDryRun = isDryRun;
    }

    /**
     * The snapshot of a topic that is called so.
     *
     * @throws OptionException when there is none; near names are listed
     */
    public SnapshotText find(String topic, String name) {
        if (cluster.options().isOffline() || store.isEmpty()) {
            throw new OptionException(
                    "'" + name + "' is no snapshot of topic " + topic + ", and names of snapshots are kept nowhere: "
                            + hint() + "; or give the text of one, as SELECT " + catalog + "system.snapshot('" + topic
                            + "') shows it");
        }
        Map<String, String> names = names(store.get(), topic);
        String text = names.get(name);
        if (text == null) {
            throw new OptionException("there is no snapshot '" + name + "' of topic " + topic + " in topic "
                    + store.get()
                    + NearNames.hint(NearNames.ofTopics(name, List.copyOf(names.keySet()))) + "; CALL " + catalog
                    + "system.save_snapshot('" + topic + "', '" + name + "') makes one of what is there now");
        }
        return SnapshotText.parse(text);
    }

    private static String hint() {
        return "set the option snapshots.topic of the catalog to a compacted topic";
    }

    /**
     * Keeps a snapshot under a name.
     *
     * @param replaces whether it takes the place of one that is called so
     * @throws OptionException when the name is none, or taken
     */
    public void save(String topic, String name, SnapshotText snapshot, boolean replaces) {
        if (!NAME.matcher(name).matches() || !name.strip().equals(name)) {
            throw new OptionException(
                    "'" + name + "' is no name of a snapshot: it has 1 to 100 characters, and no slash");
        }
        if (cluster.options().isOffline() || store.isEmpty()) {
            throw new OptionException("the snapshot is kept nowhere: " + hint());
        }
        Optional<TopicLayout> found = cluster.firstLayout(List.of(store.get()));
        if (found.isPresent()) {
            found.get().requireWritePermission();
            requireCompacted(store.get());
        }
        String before = found.isEmpty() ? null : names(store.get(), topic).get(name);
        if (before != null && !replaces) {
            throw new OptionException("there is a snapshot '" + name + "' of topic " + topic + " already: " + before
                    + "; replace => true takes its place");
        }
        if (isDryRun) {
            throw new DryRunException(
                    "the snapshot '" + name + "' of topic " + topic + " would be kept in topic " + store.get());
        }
        if (found.isEmpty()) {
            create(store.get());
        }
        try {
            KeyedText.write(cluster.options(), store.get(), topic + SEPARATOR + name, snapshot.text());
        } catch (IOException e) {
            throw new ClusterException(
                    "the snapshot '" + name + "' of topic " + topic + " was not kept: " + e.getMessage(), e);
        }
    }

    private void create(String topic) {
        var unused = cluster.create(new TopicDefinition(
                topic, OptionalInt.of(1), OptionalInt.empty(), Map.of("cleanup.policy", "compact")));
        cluster.forget(topic);
    }

    /** Where records go after a while, names would, too. */
    private void requireCompacted(String topic) {
        if (!cluster.isCompacted(topic)) {
            throw new OptionException(
                    "the snapshot is not kept: topic " + topic
                            + " of the option snapshots.topic is not compacted (cleanup.policy), so that it would be gone some day");
        }
    }

    /** The texts of a topic's snapshots, by name. */
    private Map<String, String> names(String from, String topic) {
        return cluster.firstLayout(List.of(from))
                .map(layout -> new KeyedTextReader(cluster, layout).read(topic + SEPARATOR))
                .orElse(Map.of());
    }
}
