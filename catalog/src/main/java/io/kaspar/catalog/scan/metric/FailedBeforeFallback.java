package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#FAILED_BEFORE}. */
public final class FailedBeforeFallback extends FallbackMetric {
    public FailedBeforeFallback() {
        super(FallbackReason.FAILED_BEFORE);
    }
}
