package io.kaspar.reader.source;

import io.kaspar.reader.fetch.RecordsLostException;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ScanCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and says why a task reads elsewhere, and what it does not read at all. */
final class FallbackLog {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackLog.class);

    private final String place;
    private final ScanCounters counters;

    /** @param place the topic and partition, for messages */
    FallbackLog(String place, ScanCounters counters) {
        this.place = place;
        this.counters = counters;
    }

    void fallBack(FallbackReason reason, String detail) {
        counters.addFallback(reason);
        switch (reason) {
            // OTHER_NODE: brokers in containers all name their directories alike
            case NO_REPLICA_PLACES, NOT_ON_THIS_MACHINE, OTHER_NODE ->
                LOG.info("Reading {} over the network: {} ({})", place, reason.text(), detail);
            case OTHER_CLUSTER,
                    OTHER_TOPIC,
                    NO_TOPIC_ID,
                    NOT_READABLE,
                    RANGE_NOT_HELD,
                    OLD_FORMAT,
                    CORRUPT,
                    FILES_CHANGED,
                    OTHER_LINEAGE,
                    OTHER_TRANSACTIONS,
                    FAILED_BEFORE ->
                LOG.warn("Reading {} from another disk or over the network: {} ({})", place, reason.text(), detail);
        }
    }

    void turnedToMarkers(long fromOffset, Exception fault) {
        LOG.warn(
                "Reading {} again from offset {} on, by the markers in the log: {}",
                place,
                fromOffset,
                fault.getMessage());
    }

    /** @param count how many of the offsets were wanted */
    void lost(RecordsLostException loss, long fromOffset, long resumedOffset, long count) {
        counters.addLostOffsets(loss.loss(), count);
        LOG.warn(
                "Records of {} are lost, offsets {} to {}: {}. failOnDataLoss=false: the query goes on without them ({})",
                place,
                fromOffset,
                resumedOffset - 1,
                loss.loss().text(),
                loss.getMessage());
    }
}
