package io.kaspar.reader.fetch;

import java.io.IOException;

/** Records that a query was planned to read are no longer in the log. */
public final class RecordsLostException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long wantedOffset;
    private final long logStartOffset;
    private final long logEndOffset;

    RecordsLostException(String topicPartition, long wantedOffset, long logStartOffset, long logEndOffset) {
        super(message(topicPartition, wantedOffset, logStartOffset, logEndOffset));
        this.wantedOffset = wantedOffset;
        this.logStartOffset = logStartOffset;
        this.logEndOffset = logEndOffset;
    }

    private static String message(String topicPartition, long wantedOffset, long logStartOffset, long logEndOffset) {
        String lost = "offset " + wantedOffset + " of " + topicPartition + " is no longer in the log";
        if (wantedOffset < logStartOffset) {
            return lost + ", which starts at " + logStartOffset + " now: the topic's retention (retention.ms,"
                    + " retention.bytes) or a DeleteRecords request removed what was before. Run the query again,"
                    + " or give it startingOffsets that are not about to go";
        }
        return lost + ", which ends at " + logEndOffset + " now: it was cut when a replica that lacked records became"
                + " the leader (unclean.leader.election.enable). Run the query again";
    }

    /** The offset that was to be read next. */
    public long wantedOffset() {
        return wantedOffset;
    }

    public long logStartOffset() {
        return logStartOffset;
    }

    public long logEndOffset() {
        return logEndOffset;
    }
}
