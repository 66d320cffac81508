package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#OLD_FORMAT}. */
public final class OldFormatFallback extends FallbackMetric {
    public OldFormatFallback() {
        super(FallbackReason.OLD_FORMAT);
    }
}
