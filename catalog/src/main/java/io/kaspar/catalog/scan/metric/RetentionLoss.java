package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;

/** Counts {@link DataLoss#RETENTION}. */
public final class RetentionLoss extends LostOffsetsMetric {
    public RetentionLoss() {
        super(DataLoss.RETENTION);
    }
}
