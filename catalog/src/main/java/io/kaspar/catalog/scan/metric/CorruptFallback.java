package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#CORRUPT}. */
public final class CorruptFallback extends FallbackMetric {
    public CorruptFallback() {
        super(FallbackReason.CORRUPT);
    }
}
