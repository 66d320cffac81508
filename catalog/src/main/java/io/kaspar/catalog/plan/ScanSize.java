package io.kaspar.catalog.plan;

import io.kaspar.catalog.columns.TopicColumns;
import java.util.Map;

/**
 * How much a scan is expected to give. Spark decides by it whether to broadcast, at a threshold that is meant for sizes of files. So the
 * columns are taken for their share of what lies on disk, as Spark takes those of a Parquet file; but never for more than such rows take
 * in memory, and not for less than a part of it, however well a log is compressed.
 *
 * @param bytes as Spark would estimate a file of the same rows
 * @param rows at most
 */
public record ScanSize(long bytes, long rows) {
    private static final long ROW_OVERHEAD = 8;
    /** Rows in memory are taken for no more than so many times what the log has of them. */
    private static final double MOST_COMPRESSION = 8;

    /** Of nothing that is read. */
    public static final ScanSize NOTHING = new ScanSize(0, 0);

    /** Of both. */
    public ScanSize plus(ScanSize other) {
        return new ScanSize(bytes + other.bytes, rows + other.rows);
    }

    /** Of what is planned to be read. */
    public static ScanSize of(ScanPlan plan, ScanDemand demand, TopicColumns columns) {
        RowWidth width = new RowWidth(columns, demand.readTypes());
        double bytes = 0;
        double rows = 0;
        for (Map.Entry<Integer, Double> partition : plan.mostRows(demand).entrySet()) {
            rows += partition.getValue();
            bytes += partition.getValue() * rowBytes(partition.getKey(), plan, width);
        }
        return new ScanSize((long) bytes, (long) rows);
    }

    private static double rowBytes(int partition, ScanPlan plan, RowWidth width) {
        double recordBytes = LogBytes.bytesPerOffset(partition, plan.storage(), plan.snapshot());
        boolean isKnown = plan.storage().bytes().containsKey(partition);
        double inMemory = ROW_OVERHEAD + (isKnown ? width.inMemory(recordBytes) : width.typical());
        double onDisk = width.onDisk(recordBytes);
        return Math.max(inMemory / MOST_COMPRESSION, Math.min(inMemory, onDisk));
    }
}
