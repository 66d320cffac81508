package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#OTHER_LINEAGE}. */
public final class OtherLineageFallback extends FallbackMetric {
    public OtherLineageFallback() {
        super(FallbackReason.OTHER_LINEAGE);
    }
}
