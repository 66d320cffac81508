package io.kaspar.catalog.offline;

import io.kaspar.catalog.cluster.ExpiringCache;
import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.BrokerNode;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicRights;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.LogDirectoryOwner;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.task.ReplicaLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of copied log directories. Looks into the directories anew for each question, but for topics that are looked up ahead:
 * what they are like is told once without. Thread-safe.
 */
public final class CopiedTopics implements TopicStore {
    private static final Logger LOG = LoggerFactory.getLogger(CopiedTopics.class);

    /** Copies are asked for by nobody. */
    private static final int NO_PORT = -1;

    private static final Set<String> INTERNAL =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state", "__cluster_metadata");

    private final ClusterOptions options;
    private final List<LogDirectory> logDirs;
    private final KnownLogs logs = new KnownLogs();
    private final ExpiringCache<String, TopicLayout> lookedUpAhead;

    /** @param logDirs that the driver and all executors see */
    public CopiedTopics(ClusterOptions options, List<String> logDirs) {
        this(options, logDirs, Clock.systemUTC());
    }

    CopiedTopics(ClusterOptions options, List<String> logDirs, Clock clock) {
        this.options = options;
        this.lookedUpAhead = new ExpiringCache<>(clock, options.metadataTtlMs());
        this.logDirs =
                logDirs.stream().map(path -> new LogDirectory(Path.of(path))).toList();
    }

    @Override
    public ClusterOptions options() {
        return options;
    }

    @Override
    public List<String> topics(boolean withInternal) {
        return listing().topics().keySet().stream()
                .filter(topic -> withInternal || !INTERNAL.contains(topic))
                .toList();
    }

    @Override
    public Optional<TopicLayout> firstLayout(List<String> names) {
        Optional<TopicLayout> known = lookedUpAhead.take(names.get(0));
        if (known.isPresent()) {
            return known;
        }
        CopyListing listing = listing();
        return names.stream().filter(listing.topics()::containsKey).findFirst().map(topic -> layout(topic, listing));
    }

    private CopyListing listing() {
        CopyListing listing = CopyListing.read(logDirs);
        logs.say(listing.skipped());
        return listing;
    }

    private static TopicLayout layout(String topic, CopyListing listing) {
        if (INTERNAL.contains(topic)) {
            throw new OptionException("internal topics are never read from files, and " + topic + " is one");
        }
        NavigableMap<Integer, List<LogDirectory>> copies = copies(topic, listing);
        List<PartitionLayout> partitions = new ArrayList<>();
        for (int partition = 0; partition <= copies.lastKey(); partition++) {
            List<BrokerNode> nodes = copies.getOrDefault(partition, List.of()).stream()
                    .map(logDir -> new BrokerNode(nodeId(logDir), "", NO_PORT, null))
                    .toList();
            partitions.add(new PartitionLayout(partition, nodes.isEmpty() ? null : nodes.get(0), nodes, nodes));
        }
        return new TopicLayout(listing.clusterId(), topic, topicId(topic, copies), TopicRights.READ_ONLY, partitions);
    }

    private static NavigableMap<Integer, List<LogDirectory>> copies(String topic, CopyListing listing) {
        return listing.topics().getOrDefault(topic, Collections.emptyNavigableMap());
    }

    /** As the directories say; two topics of one name, one deleted and made again, cannot be read as one. */
    private static String topicId(String topic, NavigableMap<Integer, List<LogDirectory>> copies) {
        NavigableMap<String, Path> ids = new TreeMap<>();
        copies.forEach((partition, directories) -> {
            for (LogDirectory logDir : directories) {
                TopicPartitionName name = new TopicPartitionName(topic, partition);
                try {
                    logDir.topicId(name)
                            .ifPresent(id ->
                                    ids.putIfAbsent(id, logDir.partition(name).path()));
                } catch (IOException e) {
                    throw CopyListing.unreadable(logDir, e);
                }
            }
        });
        if (ids.size() > 1) {
            throw new OptionException("option log.dirs names copies of two topics that are both called " + topic + ": "
                    + ids.entrySet().stream()
                            .map(entry -> entry.getKey() + " in " + entry.getValue())
                            .collect(Collectors.joining(", "))
                    + "; leave one of them out");
        }
        return ids.isEmpty() ? "" : ids.firstKey();
    }

    private static int nodeId(LogDirectory logDir) {
        String text = CopyListing.owner(logDir).map(LogDirectoryOwner::nodeId).orElse("");
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    @Override
    public TopicSnapshot snapshot(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
        Map<Integer, OffsetRange> ranges = new HashMap<>();
        Map<Integer, LogLineage> lineages = new HashMap<>();
        farthest(layout, partitions).forEach((partition, copies) -> {
            OffsetRange range = copies.isEmpty()
                    ? new OffsetRange(0, 0)
                    : copies.get(0).log().range();
            lineages.put(partition, new LogLineage.Copied(range.endOffset()));
            ranges.put(
                    partition,
                    copies.isEmpty() || isolation == Isolation.READ_UNCOMMITTED
                            ? range
                            : new OffsetRange(range.startOffset(), logs.lastStableOffset(copies.get(0))));
        });
        return TopicSnapshot.of(ranges, lineages);
    }

    @Override
    public Map<Integer, Long> offsetsAt(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation) {
        Map<Integer, Long> offsets = new HashMap<>();
        TopicSnapshot snapshot = snapshot(layout, timestampsMs.keySet(), isolation);
        farthest(layout, timestampsMs.keySet()).forEach((partition, copies) -> {
            Long timestampMs = timestampsMs.get(partition);
            if (!copies.isEmpty() && timestampMs != null) {
                OptionalLong found = logs.offsetAt(copies.get(0), timestampMs, snapshot.range(partition));
                found.ifPresent(offset -> offsets.put(partition, offset));
            }
        });
        return offsets;
    }

    @Override
    public Map<Integer, Long> logStarts(TopicLayout layout, Set<Integer> partitions) {
        Map<Integer, Long> starts = new HashMap<>();
        snapshot(layout, partitions, Isolation.READ_UNCOMMITTED)
                .ranges()
                .forEach((partition, range) -> starts.put(partition, range.startOffset()));
        return starts;
    }

    @Override
    public Map<Integer, Long> groupOffsets(TopicLayout layout, String group, Set<Integer> partitions) {
        throw noGroups();
    }

    @Override
    public void commit(TopicLayout layout, String group, Map<Integer, Long> nextOffsets) {
        throw noGroups();
    }

    private static OptionException noGroups() {
        return new OptionException("copies of log directories know no consumer groups; set startingOffsets to offsets");
    }

    @Override
    public TopicReplicas storage(TopicLayout layout, Set<Integer> partitions) {
        Map<Integer, List<ReplicaLocation>> places = new HashMap<>();
        Map<Integer, Long> bytes = new HashMap<>();
        Set<String> notes = new TreeSet<>();
        farthest(layout, partitions).forEach((partition, copies) -> {
            if (copies.isEmpty()) {
                notes.add("no directory for partition " + partition);
                return;
            }
            places.put(
                    partition,
                    copies.stream()
                            .map(copy -> new ReplicaLocation(
                                    nodeId(copy.logDir()),
                                    "",
                                    copy.logDir().path().toString()))
                            .toList());
            bytes.put(partition, copies.get(0).bytes());
            notes.addAll(logs.notes(copies.get(0)));
        });
        return new TopicReplicas(places, bytes, String.join("; ", notes));
    }

    /** The farthest copy of each partition first; the others may serve what is broken there. */
    private NavigableMap<Integer, List<KnownLogs.Copy>> farthest(TopicLayout layout, Set<Integer> partitions) {
        NavigableMap<Integer, List<LogDirectory>> directories = copies(layout.topic(), listing());
        NavigableMap<Integer, List<KnownLogs.Copy>> farthest = new TreeMap<>();
        for (int partition : partitions) {
            TopicPartitionName name = new TopicPartitionName(layout.topic(), partition);
            farthest.put(partition, logs.farthestFirst(directories.getOrDefault(partition, List.of()), name));
        }
        return farthest;
    }

    /** What the directories do not say is not known. */
    @Override
    public Map<String, String> topicConfig(String topic) {
        return Map.of();
    }

    /** One look into the directories for all of them: they hold as many entries as there are partitions. */
    @Override
    public void lookUpAhead(List<String> expected) {
        CopyListing listing = listing();
        for (String topic : expected) {
            if (listing.topics().containsKey(topic)) {
                try {
                    lookedUpAhead.put(topic, layout(topic, listing));
                } catch (OptionException | ClusterException e) {
                    LOG.debug("The topic {} is looked up again when it is needed", topic, e);
                }
            }
        }
    }

    @Override
    public void forget(String topic) {
        lookedUpAhead.forget(topic);
        logs.forget();
    }

    /** Equal when they are the same directories, asked in the same way. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CopiedTopics copies && options.equals(copies.options) && paths().equals(copies.paths());
    }

    @Override
    public int hashCode() {
        return paths().hashCode();
    }

    private List<Path> paths() {
        return logDirs.stream().map(LogDirectory::path).toList();
    }

    @Override
    public String toString() {
        return "CopiedTopics" + paths();
    }
}
