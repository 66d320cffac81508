package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#NO_REPLICA_PLACES}. */
public final class NoReplicaPlacesFallback extends FallbackMetric {
    public NoReplicaPlacesFallback() {
        super(FallbackReason.NO_REPLICA_PLACES);
    }
}
