package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.LeaderLogBounds;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.client.broker.LeaderEpochs;
import io.kaspar.client.broker.LeaderEpochs.Beginning;
import io.kaspar.reader.log.LogLineage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which log a partition's leader has, so that other copies can be compared with it.
 *
 * <p>Where an epoch began never changes: it is asked for once, and of topics that have had one leader only, not at all.
 */
final class LineageLookup {
    private static final Logger LOG = LoggerFactory.getLogger(LineageLookup.class);
    private static final int FIRST_EPOCH = 0;
    private static final int MOST_REMEMBERED = 100_000;

    private final ClusterOptions options;
    private final Map<Leadership, Beginning> remembered = new ConcurrentHashMap<>();

    private record Leadership(String topicId, int partition, int epoch) {}

    LineageLookup(ClusterOptions options) {
        this.options = options;
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
            LOG.warn(
                    "Files of {} cannot be compared with its leaders' logs, and are not read: {}",
                    layout.topic(),
                    options.secrets().mask(String.valueOf(e.getMessage())));
            return Map.of();
        }
    }
}
