package io.kaspar.reader.source;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.fetch.FetchRecordBatchSource;
import io.kaspar.reader.fetch.FetchSpec;
import io.kaspar.reader.fetch.RecordsLostException;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanTask;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The leader, or an in-sync follower where the leader is avoided. Stays connected for all ranges of the task. */
final class BrokerSource implements TaskSource {
    private final TaskBrokers brokers;
    private final ScanTask task;
    private final TransactionJudge transactions;
    private final ScanCounters counters;
    private EpochCheck epochs;
    private @Nullable FetchRecordBatchSource batches;
    private OffsetRange range;

    BrokerSource(TaskBrokers brokers, ScanTask task, TransactionJudge transactions, ScanCounters counters) {
        this.brokers = brokers;
        this.task = task;
        this.transactions = transactions;
        this.counters = counters;
        epochs = new EpochCheck(task.lineage(), null);
        range = task.span();
    }

    /** Connects when the first batch is wanted. */
    @Override
    public void goOn(OffsetRange next) throws IOException {
        range = next;
        if (batches != null && transactions.believesMarkers()) {
            close(); // the markers of each range are read on their own
        } else if (batches != null) {
            batches.seek(next);
        }
    }

    private FetchRecordBatchSource open() throws IOException {
        epochs = new EpochCheck(task.lineage(), null);
        FetchSpec all = brokers.fetchSpec(
                new OffsetRange(range.startOffset(), task.span().endOffset()));
        FetchRecordBatchSource opened = transactions.open(all, range);
        batches = opened;
        opened.seek(range);
        return opened;
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public boolean next() throws IOException {
        FetchRecordBatchSource open = batches == null ? open() : batches;
        if (!open.next()) {
            return false;
        }
        RecordBatchView found = open.current();
        counters.addNetworkBytes(found.sizeInBytes());
        if (!epochs.isOfLineage(found)) {
            throw RecordsLostException.truncated(
                    brokers.topicPartition(),
                    found.baseOffset(),
                    found.source() + " has a record batch of leader epoch " + found.leaderEpoch()
                            + " there, which began after the query was planned");
        }
        return true;
    }

    @Override
    public void load() throws IOException {
        opened().load();
    }

    @Override
    public RecordBatchView current() {
        return opened().current();
    }

    private FetchRecordBatchSource opened() {
        return Objects.requireNonNull(batches, "next() comes first");
    }

    /** Brokers were asked again and again already: but for bytes that are broken, nobody would answer otherwise. */
    @Override
    public SourceFault judge(IOException fault) {
        if (fault instanceof RecordsLostException loss) {
            return new SourceFault.Lost(loss);
        }
        if (fault instanceof TransactionMismatchException) {
            return new SourceFault.WrongList();
        }
        OptionalInt servingNode = batches == null ? OptionalInt.empty() : batches.servingNode();
        return fault instanceof CorruptSegmentException && servingNode.isPresent()
                ? new SourceFault.BrokerGivenUp(FallbackReason.CORRUPT, servingNode.getAsInt())
                : new SourceFault.Fatal();
    }

    @Override
    public boolean knowsOutcomes(long endOffset, long mostHeaders) {
        return false;
    }

    @Override
    public void close() {
        if (batches != null) {
            batches.close();
            batches = null;
        }
    }

    @Override
    public String toString() {
        return brokers.topicPartition();
    }
}
