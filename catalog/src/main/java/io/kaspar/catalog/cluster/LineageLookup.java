package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.LeaderLogBounds;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.client.broker.LeaderEpochs;
import io.kaspar.client.broker.LeaderEpochs.Beginning;
import io.kaspar.reader.log.LogLineage;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which log a partition's leader has, so that other copies can be compared with it.
 *
 * <p>Where an epoch began never changes: it is asked for once, and of topics that have had one leader only, not at all. That it
 * cannot be asked for is remembered for a while.
 */
final class LineageLookup {
    private static final Logger LOG = LoggerFactory.getLogger(LineageLookup.class);
    private static final int FIRST_EPOCH = 0;
    private static final int MOST_REMEMBERED = 100_000;

    /** How long a cluster that does not know the question is not asked again. */
    private static final int UNSUPPORTED_MS = 300_000;
    /** How long a topic whose leaders did not answer is not asked about again. */
    private static final int SILENCE_MS = 10_000;

    private static final String ALL_TOPICS = "";

    private final ClusterOptions options;
    private final ExpiringCache<String, Boolean> silent;
    private final ExpiringCache<String, Boolean> unsupported;
    private final Map<Leadership, Beginning> remembered = new ConcurrentHashMap<>();

    private record Leadership(String topicId, int partition, int epoch) {}

    LineageLookup(ClusterOptions options, Clock clock) {
        this.options = options;
        this.silent = new ExpiringCache<>(clock, SILENCE_MS);
        this.unsupported = new ExpiringCache<>(clock, UNSUPPORTED_MS);
    }

    /** Whether there are records that may be of one log or another, and a leader that says since when it leads. */
    static boolean isWorthAsking(LeaderLogBounds log) {
        return !log.range().isEmpty() && log.leaderEpoch() >= FIRST_EPOCH;
    }

    /** Whether asking failed lately. */
    boolean isSilent(String topic) {
        return silent.peek(topic) != null || unsupported.peek(ALL_TOPICS) != null;
    }

    /** Asks nothing about a topic for some seconds. */
    void rememberSilence(String topic) {
        silent.put(topic, true);
    }

    /**
     * The logs up to where they ended.
     *
     * @param logs by partition, none of them empty
     * @return by partition; those are missing that have another leader by now, or whose leader does not answer
     */
    Map<Integer, LogLineage> of(TopicLayout layout, Map<Integer, LeaderLogBounds> logs) {
        Map<Integer, Beginning> beginnings = beginnings(layout, logs);
        Map<Integer, LogLineage> lineages = new HashMap<>();
        beginnings.forEach((partition, beginning) -> {
            LeaderLogBounds log = logs.get(partition);
            if (log != null) {
                lineages.put(partition, lineage(log, beginning));
            }
        });
        return lineages;
    }

    private static LogLineage lineage(LeaderLogBounds log, Beginning beginning) {
        return log.range().endOffset() > beginning.startOffset()
                ? new LogLineage.Known(
                        log.leaderEpoch(), log.leaderEpoch(), log.range().endOffset())
                : new LogLineage.Known(log.leaderEpoch(), beginning.previousEpoch(), beginning.startOffset());
    }

    private Map<Integer, Beginning> beginnings(TopicLayout layout, Map<Integer, LeaderLogBounds> logs) {
        Map<Integer, Beginning> beginnings = new HashMap<>();
        Map<Integer, Integer> unknown = new HashMap<>();
        logs.forEach((partition, log) -> {
            Beginning known = log.leaderEpoch() == FIRST_EPOCH
                    ? new Beginning(FIRST_EPOCH, 0)
                    : remembered.get(new Leadership(layout.topicId(), partition, log.leaderEpoch()));
            if (known != null) {
                beginnings.put(partition, known);
            } else if (log.leaderEpoch() > FIRST_EPOCH) {
                unknown.put(partition, log.leaderEpoch());
            }
        });
        if (!unknown.isEmpty()) {
            beginnings.putAll(ask(layout, unknown));
        }
        return beginnings;
    }

    private Map<Integer, Beginning> ask(TopicLayout layout, Map<Integer, Integer> epochs) {
        try (LeaderEpochs leaders = LeaderEpochs.open(
                options.kafkaProperties(), layout.topic(), layout.topicId(), options.requestTimeoutMs())) {
            Map<Integer, Beginning> found = leaders.beginnings(epochs);
            if (remembered.size() > MOST_REMEMBERED) {
                remembered.clear();
            }
            found.forEach((partition, beginning) -> remembered.put(
                    new Leadership(layout.topicId(), partition, epochs.getOrDefault(partition, FIRST_EPOCH)),
                    beginning));
            return found;
        } catch (IOException e) {
            if (e.getCause() instanceof UnsupportedVersionException) {
                unsupported.put(ALL_TOPICS, true);
            } else {
                rememberSilence(layout.topic());
            }
            LOG.warn(
                    "Files of {} cannot be compared with its leaders' logs, and are not read: {}",
                    layout.topic(),
                    options.secrets().mask(String.valueOf(e.getMessage())));
            return Map.of();
        }
    }
}
