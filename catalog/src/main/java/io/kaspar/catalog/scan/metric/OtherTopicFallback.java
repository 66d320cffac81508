package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#OTHER_TOPIC}. */
public final class OtherTopicFallback extends FallbackMetric {
    public OtherTopicFallback() {
        super(FallbackReason.OTHER_TOPIC);
    }
}
