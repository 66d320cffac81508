package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#OTHER_CLUSTER}. */
public final class OtherClusterFallback extends FallbackMetric {
    public OtherClusterFallback() {
        super(FallbackReason.OTHER_CLUSTER);
    }
}
