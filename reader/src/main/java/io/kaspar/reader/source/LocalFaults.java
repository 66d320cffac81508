package io.kaspar.reader.source;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.FilesChangedException;
import io.kaspar.reader.directory.OtherLineageException;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.segment.RangeNotHeldException;
import io.kaspar.reader.task.FallbackReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/** What went wrong with local files, as a reason to ask the broker instead. */
final class LocalFaults {

    private LocalFaults() {}

    /** Whether the task is being ended, which is no fault of the files. */
    static boolean isInterrupt(IOException fault) {
        return fault instanceof InterruptedIOException || fault instanceof ClosedByInterruptException;
    }

    static FallbackReason reason(IOException fault) {
        if (fault instanceof RangeNotHeldException) {
            return FallbackReason.RANGE_NOT_HELD;
        }
        if (fault instanceof OldFormatException) {
            return FallbackReason.OLD_FORMAT;
        }
        if (fault instanceof OtherLineageException || fault instanceof TransactionMismatchException) {
            return FallbackReason.OTHER_LINEAGE;
        }
        if (fault instanceof FilesChangedException) {
            return FallbackReason.FILES_CHANGED;
        }
        if (fault instanceof CorruptSegmentException) {
            return FallbackReason.CORRUPT;
        }
        return FallbackReason.NOT_READABLE;
    }
}
