package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#NOT_ON_THIS_MACHINE}. */
public final class NotOnThisMachineFallback extends FallbackMetric {
    public NotOnThisMachineFallback() {
        super(FallbackReason.NOT_ON_THIS_MACHINE);
    }
}
