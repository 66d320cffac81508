package io.kaspar.writer;

import java.io.Serializable;
import java.util.Collection;

/**
 * What a task wrote so far, or several tasks together.
 *
 * @param records that were given to the producer
 * @param bytes of their keys and values, uncompressed
 * @param retries how often the producer sent a record again
 * @param timedRecords how many records it was measured of how long they took
 * @param timedNanos from where these were given to the producer to where brokers had acknowledged them, together
 */
public record WriteCounters(long records, long bytes, long retries, long timedRecords, long timedNanos)
        implements Serializable {
    private static final long NANOS_PER_MS = 1_000_000;

    public static final WriteCounters NOTHING = new WriteCounters(0, 0, 0, 0, 0);

    /** What several tasks wrote. */
    public static WriteCounters sum(Collection<WriteCounters> tasks) {
        return tasks.stream().reduce(NOTHING, WriteCounters::plus);
    }

    private WriteCounters plus(WriteCounters other) {
        return new WriteCounters(
                records + other.records,
                bytes + other.bytes,
                retries + other.retries,
                timedRecords + other.timedRecords,
                timedNanos + other.timedNanos);
    }

    /** How long records took on average until brokers had acknowledged them; 0 where none was measured. */
    public long latencyMs() {
        return timedRecords == 0 ? 0 : timedNanos / timedRecords / NANOS_PER_MS;
    }
}
