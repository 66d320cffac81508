package io.kaspar.catalog.scan;

import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.scan.PartitionScan;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.vector.ColumnBlock;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.line.SinceSpark;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.streaming.PartitionOffset;
import org.apache.spark.sql.connector.read.streaming.SupportsRealTimeRead;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Hands the records of a partition to Spark as they come, one row each, until Spark's time is over.
 *
 * <p>As with {@link TopicPartitionReader} Spark may close it from another thread than the one that reads.
 */
@SinceSpark("4.1")
final class TailReader implements SupportsRealTimeRead<InternalRow> {
    private final RunningTask running = RunningTask.ofThisThread();
    private final TopicPartitionName partition;
    private final PartitionScan scan;
    private final InputBytes inputBytes = new InputBytes();
    private ColumnarBatch rows = new ColumnarBatch(new ColumnVector[0], 0);
    private int row = -1;
    private volatile boolean isReading;
    private volatile boolean isClosed;

    TailReader(ScanSpec spec, ScanTask task) throws IOException {
        partition = spec.partitionOf(task);
        scan = PartitionScan.open(spec, task, this::isWantedNoMore);
    }

    private boolean isWantedNoMore() {
        return (isReading && isClosed) || running.isGivenUp();
    }

    /** @param startTimeMs of Spark's clock, which is the system's, and so now */
    @Override
    public RecordStatus nextWithTimeout(Long startTimeMs, Long timeoutMs) throws IOException {
        return nextWithTimeout(timeoutMs);
    }

    /** As Spark 4.1 calls it. */
    public synchronized RecordStatus nextWithTimeout(Long timeoutMs) throws IOException {
        if (isClosed || !(isInBlock(row + 1) || readBlock(timeoutMs))) {
            return RecordStatus.newStatusWithoutArrivalTime(false);
        }
        row++;
        OptionalLong arrivalMs = scan.arrivalMs(row);
        return arrivalMs.isPresent()
                ? RecordStatus.newStatusWithArrivalTimeMs(arrivalMs.getAsLong())
                : RecordStatus.newStatusWithoutArrivalTime(true);
    }

    private boolean isInBlock(int number) {
        return number < rows.numRows();
    }

    private boolean readBlock(long timeoutMs) throws IOException {
        long startNanos = System.nanoTime();
        scan.waitAtMost(timeoutMs);
        isReading = true;
        boolean hasBlock;
        try {
            hasBlock = scan.next();
            if (!hasBlock) {
                waitUntil(startNanos + TimeUnit.MILLISECONDS.toNanos(timeoutMs));
            }
        } finally {
            isReading = false;
        }
        ColumnBlock block = scan.current();
        rows = new ColumnarBatch(block.columns().toArray(ColumnVector[]::new), block.rowCount());
        row = -1;
        ScanCounters counters = scan.counters();
        inputBytes.report(counters.localBytes() + counters.networkBytes());
        return hasBlock;
    }

    /** Where all that comes is lost, as in a topic that was deleted; the stream finds out when it asks for what there is. */
    private void waitUntil(long endNanos) throws IOException {
        try {
            for (long left = endNanos - System.nanoTime(); left > 0; left = endNanos - System.nanoTime()) {
                if (isWantedNoMore()) {
                    throw new InterruptedIOException("the task was cancelled while it read " + partition);
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(Cancellation.CHECK_MS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it read " + partition);
        }
    }

    @Override
    public boolean next() {
        throw new UnsupportedOperationException("in real-time mode Spark says how long to wait");
    }

    @Override
    public synchronized InternalRow get() {
        return rows.getRow(row);
    }

    @Override
    public synchronized PartitionOffset getOffset() {
        return new TailOffset(
                partition.topic(),
                partition.partition(),
                isInBlock(row + 1) ? scan.offset(row + 1) : scan.nextOffset());
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true; // which ends a wait in another thread
            closeScan();
        }
    }

    private synchronized void closeScan() throws IOException {
        try (scan) {
            if (!running.isGivenUp()) {
                scan.requireCommitted();
            }
        }
    }
}
