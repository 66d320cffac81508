package io.kaspar.soak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A topic, and what may happen to it.
 *
 * @param traits what is special about it
 * @param configs of the topic
 */
record SoakTopic(String name, int partitions, int replication, Set<Trait> traits, Map<String, String> configs) {
    /** What sets a topic apart. */
    enum Trait {
        /** Producers write it in transactions too. */
        TRANSACTIONAL,
        /** Its cleaner removes superseded records. */
        COMPACTED,
        /** Records at its beginning go away, by retention or by request. */
        RETAINED,
        /** A replica that lacks records may become its leader. */
        UNCLEAN,
        /** It is deleted and made again. */
        RECREATED,
        /** It gets more partitions. */
        GROWING,
        /** Its record batches are of several megabytes. */
        LARGE,
        /** Kaspar writes it, and nobody else. */
        WRITTEN
    }

    private static final Map<String, String> LIVELY = Map.of(
            "segment.ms", "8000",
            "index.interval.bytes", "1024",
            "file.delete.delay.ms", "1000",
            "min.insync.replicas", "1");

    /** What two brokers have stays, whichever goes away. */
    private static final Map<String, String> KEPT =
            Map.of("internal.segment.bytes", "131072", "min.insync.replicas", "2");

    SoakTopic {
        traits = Set.copyOf(traits);
        configs = Map.copyOf(configs);
    }

    /** Those of a whole run. */
    static List<SoakTopic> all() {
        return List.of(
                of("append3", 3, 3, Set.of(), Map.of("internal.segment.bytes", "131072")),
                of("append1", 2, 1, Set.of(), Map.of("internal.segment.bytes", "65536", "preallocate", "true")),
                of(
                        "stamped",
                        2,
                        2,
                        Set.of(),
                        Map.of("internal.segment.bytes", "262144", "message.timestamp.type", "LogAppendTime")),
                of("compacted", 2, 2, Set.of(Trait.COMPACTED), compaction(65_536)),
                of(
                        "retained",
                        2,
                        2,
                        Set.of(Trait.RETAINED),
                        Map.of("internal.segment.bytes", "65536", "retention.ms", "15000")),
                of(
                        "sized",
                        2,
                        3,
                        Set.of(Trait.RETAINED, Trait.TRANSACTIONAL),
                        Map.of("internal.segment.bytes", "65536", "retention.bytes", "600000")),
                of("transactions", 3, 3, Set.of(Trait.TRANSACTIONAL), Map.of("internal.segment.bytes", "131072")),
                of("compacted_transactions", 2, 3, Set.of(Trait.TRANSACTIONAL, Trait.COMPACTED), compaction(65_536)),
                of(
                        "unclean",
                        2,
                        2,
                        Set.of(Trait.UNCLEAN),
                        Map.of("internal.segment.bytes", "65536", "unclean.leader.election.enable", "true")),
                of("recreated", 2, 2, Set.of(Trait.RECREATED), Map.of("internal.segment.bytes", "65536")),
                of("growing", 1, 2, Set.of(Trait.GROWING), Map.of("internal.segment.bytes", "65536")),
                of(
                        "large",
                        1,
                        2,
                        Set.of(Trait.LARGE, Trait.RETAINED),
                        Map.of(
                                "internal.segment.bytes",
                                "16777216",
                                "max.message.bytes",
                                "8388608",
                                "retention.bytes",
                                "67108864")),
                of("written3", 3, 3, Set.of(Trait.WRITTEN), KEPT),
                of("written1", 1, 3, Set.of(Trait.WRITTEN), KEPT));
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether all its records are there as they were written. */
    boolean isWhole() {
        return Set.of(Trait.TRANSACTIONAL).containsAll(traits);
    }

    private static SoakTopic of(
            String name, int partitions, int replication, Set<Trait> traits, Map<String, String> configs) {
        Map<String, String> all = new HashMap<>(LIVELY);
        all.putAll(configs);
        return new SoakTopic(name, partitions, replication, traits, all);
    }

    /**
     * Tombstones and markers stay for longer than a broker is ever away: Kafka asks for that. A follower that comes back
     * later never gets the marker of a transaction whose records it has, and shows what was aborted.
     */
    private static Map<String, String> compaction(int segmentBytes) {
        return Map.of(
                "internal.segment.bytes",
                Integer.toString(segmentBytes),
                "cleanup.policy",
                "compact",
                "min.cleanable.dirty.ratio",
                "0.05",
                "segment.ms",
                "3000",
                "delete.retention.ms",
                "120000");
    }
}
