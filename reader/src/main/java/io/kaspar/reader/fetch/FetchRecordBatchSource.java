package io.kaspar.reader.fetch;

import io.kaspar.client.broker.BorrowedClient;
import io.kaspar.client.broker.SharedConnections;
import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.util.OptionalInt;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Record batches of one partition's range, or of several ranges one after the other, fetched from its leader as they lie in
 * the log.
 *
 * <p>The end of an open range is reached when nothing more comes for the time of the spec's {@code TailWait}; then it may go on.
 *
 * <p>Retries, and follows the leader, until nothing has arrived for the network timeout. An interrupt of the thread, and
 * the cancellation, end a wait with an {@link java.io.InterruptedIOException}.
 */
public final class FetchRecordBatchSource implements RecordBatchSource {
    // Often enough that the next response flows while this one is read, seldom enough that it costs nothing.
    private static final int BYTES_BETWEEN_POLLS = 1 << 17;

    private final FetchSpec spec;
    private final IsolationFilter isolationFilter;
    private final PartitionFetcher fetcher;
    private final RecordBatchView view = new RecordBatchView();
    private @Nullable FetchedRecordBatches fetched;
    private OffsetRange range;
    private long nextOffset;
    private int bytesSincePoll;
    private boolean hasMoved;
    private boolean isGivenAgain;

    private FetchRecordBatchSource(FetchSpec spec, IsolationFilter isolationFilter, PartitionFetcher fetcher) {
        this.spec = spec;
        this.isolationFilter = isolationFilter;
        this.fetcher = fetcher;
        range = spec.range();
        nextOffset = range.startOffset();
    }

    /**
     * Opens the source; connects to nothing yet.
     *
     * @param isolationFilter told the aborted transactions of each response before its batches are given; not closed here
     * @throws IOException when the Kafka settings are wrong or a login fails
     */
    public static FetchRecordBatchSource open(FetchSpec spec, IsolationFilter isolationFilter) throws IOException {
        try {
            BorrowedClient client = SharedConnections.ofThisJvm().borrow(spec.kafkaProperties(), spec.cancellation());
            return new FetchRecordBatchSource(spec, isolationFilter, new PartitionFetcher(spec, client));
        } catch (KafkaException e) {
            throw new IOException(
                    "cannot read " + spec.topicPartition() + " over the network: the kafka.* settings do not work: "
                            + innermost(e),
                    e);
        }
    }

    private static String innermost(Throwable exception) {
        Throwable cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /**
     * Goes on with another range over the same connection. What has arrived already is not fetched again.
     *
     * @param next part of the range that the source was made for; begins at or behind all that was read
     */
    public void seek(OffsetRange next) throws IOException {
        range = next;
        if (fetched != null && next.startOffset() >= fetched.nextOffset()) {
            fetcher.release(fetched);
            fetched = null;
        }
        // a batch that reaches into the next range may have been passed as the one behind the range before
        isGivenAgain = fetched != null && hasMoved && view.nextOffset() > next.startOffset();
        fetcher.seek(next, fetched == null ? next.startOffset() : fetched.nextOffset());
        nextOffset = next.startOffset();
    }

    @Override
    public boolean next() throws IOException {
        try {
            while (nextOffset < range.endOffset()) {
                if (isGivenAgain) {
                    isGivenAgain = false;
                    return moved();
                } else if (fetched == null) {
                    receive();
                    if (fetched == null && range.isOpen() && spec.tailWait().leftMs() == 0) {
                        return false;
                    }
                } else if (!fetched.next(view)) {
                    nextOffset = Math.max(nextOffset, fetched.nextOffset());
                    fetcher.release(fetched);
                    fetched = null;
                } else if (view.nextOffset() > nextOffset) {
                    return moved();
                }
            }
            return false;
        } catch (KafkaException e) {
            throw new IOException("cannot read " + spec.topicPartition() + " over the network: " + e.getMessage(), e);
        }
    }

    private boolean moved() throws IOException {
        hasMoved = true;
        nextOffset = view.nextOffset();
        bytesSincePoll += view.sizeInBytes();
        if (bytesSincePoll >= BYTES_BETWEEN_POLLS) {
            bytesSincePoll = 0;
            fetcher.poll();
        }
        return view.baseOffset() < range.endOffset();
    }

    private void receive() throws IOException {
        FetchedRecordBatches received = fetcher.fetch(nextOffset);
        if (received.isEmpty()) {
            nextOffset = range.isOpen() ? nextOffset : range.endOffset();
            return;
        }
        if (received.nextOffset() < range.endOffset()) {
            fetcher.fetchAhead(received.nextOffset());
        }
        isolationFilter.begin(received.aborted(), nextOffset);
        fetched = received;
    }

    @Override
    public RecordBatchView current() {
        return view;
    }

    @Override
    public void load() throws IOException {
        if (spec.checkCrcs()) {
            view.checkCrc();
        }
    }

    /** The id of the broker that served last, a leader or a follower; empty before any did. */
    public OptionalInt servingNode() {
        return fetcher.servingNode();
    }

    @Override
    public void close() {
        fetched = null;
        fetcher.close();
    }
}
