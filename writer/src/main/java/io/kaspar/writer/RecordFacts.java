package io.kaspar.writer;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The columns that say what a record is beside key and value; null for a fact that no column says.
 *
 * @param topic the column of the topic's name: a row that names another topic is an error
 * @param partition the column of the partition; where it is null, the partitioner chooses
 * @param timestamp the column of the record's time; where it is null, it is the time of sending
 * @param headers the column of the record's headers
 */
public record RecordFacts(
        @Nullable Integer topic,
        @Nullable Integer partition,
        @Nullable Integer timestamp,
        @Nullable Integer headers) implements Serializable {
    /** Rows without such columns. */
    public static final RecordFacts NONE = new RecordFacts(null, null, null, null);
}
