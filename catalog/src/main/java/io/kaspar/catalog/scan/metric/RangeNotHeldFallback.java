package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#RANGE_NOT_HELD}. */
public final class RangeNotHeldFallback extends FallbackMetric {
    public RangeNotHeldFallback() {
        super(FallbackReason.RANGE_NOT_HELD);
    }
}
