package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;

/** Counts {@link DataLoss#TOPIC_CREATED_AGAIN}. */
public final class TopicCreatedAgainLoss extends LostOffsetsMetric {
    public TopicCreatedAgainLoss() {
        super(DataLoss.TOPIC_CREATED_AGAIN);
    }
}
