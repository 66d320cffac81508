package io.kaspar.reader.directory;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.log.LogLineage;
import java.io.IOException;
import java.nio.file.Path;

/** A replica's files may hold records that were never committed: they do not continue what its leader had. */
public final class OtherLineageException extends IOException {
    private static final long serialVersionUID = 1L;

    private OtherLineageException(String message) {
        super(message);
    }

    static OtherLineageException lacksEpoch(Path directory, LogLineage.Known expected, LeaderEpochCheckpoint found) {
        return new OtherLineageException(directory + " has no record of leader epoch " + expected.recordEpoch()
                + ", of which the last one before offset " + expected.endOffset() + " was: it is behind, or has "
                + "records that its leader has not; its leader-epoch-checkpoint has " + found);
    }

    /** A batch of a later epoch lies where the log that is meant has one of an earlier epoch. */
    public static OtherLineageException writtenAnew(Path directory, LogLineage.Known expected, RecordBatchView found) {
        return new OtherLineageException(directory + " was cut and written anew: a record batch of leader epoch "
                + found.leaderEpoch() + " found at offset " + found.baseOffset() + ", at most "
                + expected.recordEpoch() + " expected before offset " + expected.endOffset());
    }

    static OtherLineageException untold(Path directory) {
        return new OtherLineageException(
                directory + " cannot be compared with its leader's log: the leader did not tell its epochs");
    }
}
