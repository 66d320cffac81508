package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#NO_TOPIC_ID}. */
public final class NoTopicIdFallback extends FallbackMetric {
    public NoTopicIdFallback() {
        super(FallbackReason.NO_TOPIC_ID);
    }
}
