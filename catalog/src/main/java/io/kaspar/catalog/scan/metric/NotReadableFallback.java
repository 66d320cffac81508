package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#NOT_READABLE}. */
public final class NotReadableFallback extends FallbackMetric {
    public NotReadableFallback() {
        super(FallbackReason.NOT_READABLE);
    }
}
