package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;

/** Counts {@link DataLoss#TRUNCATION}. */
public final class TruncationLoss extends LostOffsetsMetric {
    public TruncationLoss() {
        super(DataLoss.TRUNCATION);
    }
}
