package io.kaspar.reader.segment;

import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.nio.file.Path;

/** A partition directory does not hold all offsets of a range: they were deleted, or have not come yet. */
public final class RangeNotHeldException extends IOException {
    private static final long serialVersionUID = 1L;

    private RangeNotHeldException(Path directory, OffsetRange range, String found) {
        super(directory + " does not hold the offsets " + range + ": " + found);
    }

    static RangeNotHeldException startsLater(Path directory, OffsetRange range, long firstOffset) {
        return new RangeNotHeldException(directory, range, "its first segment begins at offset " + firstOffset);
    }

    static RangeNotHeldException endsEarlier(Path directory, OffsetRange range, long nextOffset) {
        return new RangeNotHeldException(directory, range, "it ends before offset " + nextOffset);
    }

    static RangeNotHeldException empty(Path directory, OffsetRange range) {
        return new RangeNotHeldException(directory, range, "it has no segment");
    }
}
