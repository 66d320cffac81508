package io.kaspar.reader.scan;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A scan that tests interrupt half-way, to change what it reads. */
final class LiveScan implements AutoCloseable {
    static final int FEW_ROWS = 50;

    private final PartitionScan scan;
    private final List<String> rows = new ArrayList<>();

    private LiveScan(PartitionScan scan) {
        this.scan = scan;
    }

    /** Opens a scan of partition 0 that may read the disk of broker 0. */
    static LiveScan open(Scans scans, long endOffset) throws IOException {
        return open(scans, endOffset, scans.logDir());
    }

    static LiveScan open(Scans scans, long endOffset, Path logDir) throws IOException {
        return open(scans, endOffset, 0, logDir);
    }

    /** Opens a scan that may read a disk of one broker. */
    static LiveScan open(Scans scans, long endOffset, int brokerId, Path logDir) throws IOException {
        ReplicaLocation replica = new ReplicaLocation(brokerId, "localhost", logDir.toString());
        ScanTask task = new ScanTask(0, new OffsetRange(0, endOffset), List.of(replica));
        return open(scans.withMaxRows(FEW_ROWS).spec(), task);
    }

    static LiveScan open(ScanSpec spec, ScanTask task) throws IOException {
        return new LiveScan(PartitionScan.open(spec, task));
    }

    /** Reads the first few rows. */
    void readSome() throws IOException {
        if (scan.next()) {
            ScannedRows.rows(scan.current()).forEachRemaining(row -> rows.add(ScannedRows.text(row)));
        }
    }

    /** Reads to the end, and gives all rows. */
    List<String> readRest() throws IOException {
        while (scan.next()) {
            ScannedRows.rows(scan.current()).forEachRemaining(row -> rows.add(ScannedRows.text(row)));
        }
        return rows;
    }

    /** The rows so far. */
    List<String> rows() {
        return rows;
    }

    ScanCounters counters() {
        return scan.counters();
    }

    @Override
    public void close() throws IOException {
        scan.close();
    }
}
