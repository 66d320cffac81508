package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#OTHER_NODE}. */
public final class OtherNodeFallback extends FallbackMetric {
    public OtherNodeFallback() {
        super(FallbackReason.OTHER_NODE);
    }
}
