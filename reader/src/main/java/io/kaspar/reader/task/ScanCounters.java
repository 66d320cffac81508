package io.kaspar.reader.task;

import io.kaspar.reader.log.DataLoss;
import java.util.EnumMap;
import java.util.Map;

/** What a scan of one partition did so far. Not thread-safe: read it from the task's own thread. */
public final class ScanCounters {
    private long localBytes;
    private long networkBytes;
    private long localRecords;
    private long networkRecords;
    private long segmentsOpened;
    private long malformedRecords;
    private long otherTypeRecords;
    private long unavailableValues;
    private final Map<FallbackReason, Long> fallbacks = new EnumMap<>(FallbackReason.class);
    private final Map<DataLoss, Long> lostOffsets = new EnumMap<>(DataLoss.class);

    /** Bytes of record batches read from files of the broker's disk. */
    public long localBytes() {
        return localBytes;
    }

    /** Bytes of record batches fetched from brokers. */
    public long networkBytes() {
        return networkBytes;
    }

    public long localRecords() {
        return localRecords;
    }

    public long networkRecords() {
        return networkRecords;
    }

    public long segmentsOpened() {
        return segmentsOpened;
    }

    /** Records that could not be decoded, kept as null or dropped. */
    public long malformedRecords() {
        return malformedRecords;
    }

    /** Records of other types than the one that is read. */
    public long otherTypeRecords() {
        return otherTypeRecords;
    }

    /** Values of changes that the connector did not know. */
    public long unavailableValues() {
        return unavailableValues;
    }

    /** How often a replica was given up for another or for the network, by reason. */
    public Map<FallbackReason, Long> fallbacks() {
        return fallbacks;
    }

    /** Offsets that were planned to be read but were gone, by cause; not all of them need have held records. */
    public Map<DataLoss, Long> lostOffsets() {
        return lostOffsets;
    }

    public void addLocalBytes(long bytes) {
        localBytes += bytes;
    }

    public void addNetworkBytes(long bytes) {
        networkBytes += bytes;
    }

    public void addLocalRecords(long records) {
        localRecords += records;
    }

    public void addNetworkRecords(long records) {
        networkRecords += records;
    }

    public void addSegmentsOpened(long segments) {
        segmentsOpened += segments;
    }

    public void addMalformedRecords(long records) {
        malformedRecords += records;
    }

    public void addOtherTypeRecords(long records) {
        otherTypeRecords += records;
    }

    public void addUnavailableValues(long values) {
        unavailableValues += values;
    }

    public void addLostOffsets(DataLoss cause, long offsets) {
        lostOffsets.merge(cause, offsets, Long::sum);
    }

    /**
     * What was counted of records, which may be read again. What it took to read them stays counted.
     *
     * @param malformedRecords among them those that are no rows
     * @param otherTypeRecords among them those that are no rows of this table
     * @param unavailableValues in them
     */
    public record Records(
            long localRecords,
            long networkRecords,
            long malformedRecords,
            long otherTypeRecords,
            long unavailableValues,
            Map<DataLoss, Long> lostOffsets) {
        public Records {
            lostOffsets = Map.copyOf(lostOffsets);
        }
    }

    /** The records counted until now. */
    public Records records() {
        return new Records(
                localRecords, networkRecords, malformedRecords, otherTypeRecords, unavailableValues, lostOffsets);
    }

    /** Forgets the records counted since then: they are read again. */
    public void takeBackTo(Records then) {
        localRecords = then.localRecords();
        networkRecords = then.networkRecords();
        malformedRecords = then.malformedRecords();
        otherTypeRecords = then.otherTypeRecords();
        unavailableValues = then.unavailableValues();
        lostOffsets.clear();
        lostOffsets.putAll(then.lostOffsets());
    }

    public void addFallback(FallbackReason reason) {
        fallbacks.merge(reason, 1L, Long::sum);
    }
}
