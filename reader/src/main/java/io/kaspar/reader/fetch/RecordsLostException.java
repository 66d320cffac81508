package io.kaspar.reader.fetch;

import io.kaspar.reader.log.DataLoss;
import java.io.IOException;

/** Records that a query was planned to read are no longer in the log. */
public final class RecordsLostException extends IOException {
    private static final long serialVersionUID = 1L;

    private final DataLoss loss;
    private final long nextOffset;

    private RecordsLostException(DataLoss loss, long nextOffset, String message) {
        super(message);
        this.loss = loss;
        this.nextOffset = nextOffset;
    }

    /** An offset is not between the start and the end of a log. */
    static RecordsLostException outOfRange(String topicPartition, long wantedOffset, long logStart, long logEnd) {
        if (wantedOffset < logStart) {
            return new RecordsLostException(
                    DataLoss.RETENTION,
                    logStart,
                    "offset " + wantedOffset + " of " + topicPartition + " is no longer in the log, which starts at "
                            + logStart
                            + " now: the topic's retention (retention.ms, retention.bytes) or a DeleteRecords"
                            + " request removed what was before. Run the query again, give it startingOffsets that are"
                            + " not about to go, or set failOnDataLoss=false to read what is left");
        }
        return truncated(
                topicPartition, wantedOffset, "the log of " + topicPartition + " ends at offset " + logEnd + " now");
    }

    /**
     * A log was cut, and perhaps written anew, before the end that it had when the query was planned.
     *
     * @param offset the first that is not, or may not be, what it was
     * @param found what tells so
     */
    public static RecordsLostException truncated(String topicPartition, long offset, String found) {
        return new RecordsLostException(
                DataLoss.TRUNCATION,
                Long.MAX_VALUE,
                "records of " + topicPartition + " from offset " + offset + " on are lost: " + found
                        + "; a replica that lacked committed records has become the leader"
                        + " (unclean.leader.election.enable). Run the query again, or set failOnDataLoss=false to read"
                        + " what is left");
    }

    static RecordsLostException topicDeleted(String topicPartition, String problem) {
        return new RecordsLostException(
                DataLoss.TOPIC_DELETED, Long.MAX_VALUE, "cannot read " + topicPartition + ": " + problem);
    }

    static RecordsLostException topicCreatedAgain(String topicPartition, String problem) {
        return new RecordsLostException(
                DataLoss.TOPIC_CREATED_AGAIN, Long.MAX_VALUE, "cannot read " + topicPartition + ": " + problem);
    }

    public DataLoss loss() {
        return loss;
    }

    /** The first offset behind the lost ones that is still there; {@link Long#MAX_VALUE} when everything is lost. */
    public long nextOffset() {
        return nextOffset;
    }
}
