package io.kaspar.reader.source;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.LeaderEpochCheckpoint;
import io.kaspar.reader.log.LogLineage;
import org.jspecify.annotations.Nullable;

/**
 * Checks the leader epochs of one source's record batches, in offset order. Nothing else covers them: a checksum does not.
 *
 * <p>Not thread-safe.
 */
final class EpochCheck {
    private static final int NO_EPOCH = -1;

    private final LogLineage lineage;
    private final @Nullable LeaderEpochCheckpoint checkpoint;
    private int lastEpoch = NO_EPOCH;

    /** @param checkpoint what else is known of the epochs here; null when there is nothing */
    EpochCheck(LogLineage lineage, @Nullable LeaderEpochCheckpoint checkpoint) {
        this.lineage = lineage;
        this.checkpoint = checkpoint;
    }

    /**
     * Whether the batch can be one of the log that is meant; false when the log was cut and written anew.
     *
     * @throws CorruptSegmentException when it can be of no log
     */
    boolean isOfLineage(RecordBatchView recordBatch) throws CorruptSegmentException {
        int epoch = recordBatch.leaderEpoch();
        if (epoch == lastEpoch) {
            return true;
        }
        if (epoch < lastEpoch) {
            throw recordBatch.corrupt("leader epoch " + epoch + " found, " + lastEpoch + " or more expected");
        }
        int expected = checkpoint == null ? NO_EPOCH : checkpoint.epochAt(recordBatch.baseOffset());
        if (expected > NO_EPOCH && epoch != expected) {
            throw recordBatch.corrupt(
                    "leader epoch " + epoch + " found, " + expected + " expected by leader-epoch-checkpoint");
        }
        lastEpoch = epoch;
        return lineage.allows(epoch, recordBatch.baseOffset());
    }
}
