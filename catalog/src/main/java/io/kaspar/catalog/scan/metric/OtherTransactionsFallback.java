package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#OTHER_TRANSACTIONS}. */
public final class OtherTransactionsFallback extends FallbackMetric {
    public OtherTransactionsFallback() {
        super(FallbackReason.OTHER_TRANSACTIONS);
    }
}
