package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;

/** Counts {@link FallbackReason#FILES_CHANGED}. */
public final class FilesChangedFallback extends FallbackMetric {
    public FilesChangedFallback() {
        super(FallbackReason.FILES_CHANGED);
    }
}
