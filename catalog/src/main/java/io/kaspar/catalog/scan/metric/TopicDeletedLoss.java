package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;

/** Counts {@link DataLoss#TOPIC_DELETED}. */
public final class TopicDeletedLoss extends LostOffsetsMetric {
    public TopicDeletedLoss() {
        super(DataLoss.TOPIC_DELETED);
    }
}
