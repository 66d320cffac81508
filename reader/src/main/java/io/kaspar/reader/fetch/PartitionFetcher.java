package io.kaspar.reader.fetch;

import io.kaspar.client.broker.BorrowedClient;
import io.kaspar.client.broker.BrokerClient;
import io.kaspar.client.broker.BrokerUnreachableException;
import io.kaspar.client.broker.ClientConfig;
import io.kaspar.client.broker.ProgressDeadline;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one partition's record batches from its leader, wherever that moves, or from a follower when the leader is to be
 * avoided; keeps one request ahead. Not thread-safe.
 */
final class PartitionFetcher implements Closeable {
    /** So short a response tells how far away the broker is; a longer one also tells how long it took to arrive. */
    private static final int ONE_TRIP = 256 << 10;

    private final FetchSpec spec;
    private final BorrowedClient borrowed;
    private final ClientConfig config;
    private final BrokerClient client;
    private final ProgressDeadline deadline;
    private final LeaderLookup leaders;
    private final LogBounds bounds;
    private final FetchSizes sizes;
    private final FetchMemory memory = FetchMemory.ofThisJvm();
    private @Nullable ServingReplica replica;
    private @Nullable ServingReplica checkedReplica;
    private OffsetRange range;
    private long cutOffset = Long.MAX_VALUE;
    private @Nullable ClientRequest ahead;
    private boolean isClosed;
    private long aheadOffset;

    /** @param borrowed given back when this is closed */
    PartitionFetcher(FetchSpec spec, BorrowedClient borrowed) {
        this.spec = spec;
        this.borrowed = borrowed;
        config = borrowed.config();
        client = borrowed.client();
        deadline = new ProgressDeadline(
                spec.topicPartition(), spec.networkTimeoutMs(), client.time(), spec.cancellation());
        leaders = new LeaderLookup(client, spec);
        bounds = new LogBounds(client, spec);
        sizes = new FetchSizes(config.partitionBytes());
        memory.opened();
        range = spec.range();
    }

    /**
     * Goes on with another range.
     *
     * @param nextFetch the offset that is fetched next
     */
    void seek(OffsetRange next, long nextFetch) throws IOException {
        range = next;
        if (ahead != null && replica != null && aheadOffset != nextFetch) {
            ClientRequest unwanted = ahead;
            ahead = null;
            try {
                client.await(replica.node(), unwanted, deadline);
            } catch (BrokerUnreachableException e) {
                replica = null; // the next fetch looks for it again
            }
        }
    }

    /** Asks for what comes next, when that takes no waiting; the next {@link #fetch} has to be for this offset. */
    void fetchAhead(long offset) {
        if (replica != null && ahead == null && client.isReady(replica.node())) {
            aheadOffset = offset;
            int bytes = bytesFor(replica, range.endOffset() - offset);
            ahead = client.sendNow(replica.node(), request(replica, offset, bytes), deadline);
        }
    }

    /** Lets bytes flow while something else is done. */
    void poll() throws IOException {
        if (ahead != null) {
            client.poll(deadline);
        }
    }

    /** Takes back the memory of record batches that are not needed any more. */
    void release(FetchedRecordBatches fetched) {
        client.recycle(fetched.bytes());
    }

    /** The record batches from {@code offset} on; none of them when there are no more in the range, or not yet in an open one. */
    FetchedRecordBatches fetch(long offset) throws IOException {
        deadline.progress();
        while (true) {
            FetchedRecordBatches fetched = attempt(offset);
            if (fetched != null) {
                if (!fetched.isEmpty()) {
                    sizes.learn(fetched.length(), fetched.nextOffset() - offset);
                }
                return fetched;
            }
            if (range.isOpen() && spec.tailWait().leftMs() == 0) {
                return nothing(offset);
            }
            client.pause(deadline);
        }
    }

    private FetchedRecordBatches nothing(long offset) throws IOException {
        return new FetchedRecordBatches(spec.topicPartition(), MemoryRecords.EMPTY, offset, List.of());
    }

    private @Nullable FetchedRecordBatches attempt(long offset) throws IOException {
        if (replica == null) {
            replica = leaders.find(deadline);
        }
        ServingReplica asked = replica;
        try {
            if (!hasSameLog(asked, offset)) {
                return null;
            }
            requireUncut(asked, offset);
            return read(asked, offset, response(asked, offset));
        } catch (BrokerUnreachableException e) {
            replica = null;
            deadline.failed(e.problem(), e);
            return null;
        }
    }

    private FetchResponse response(ServingReplica asked, long offset) throws IOException {
        ClientRequest sent = ahead;
        ahead = null;
        if (sent != null) {
            return (FetchResponse) client.await(asked.node(), sent, deadline);
        }
        int bytes = bytesFor(asked, range.endOffset() - offset);
        FetchRequest.Builder request = request(asked, offset, bytes);
        if (bytes <= ONE_TRIP && !range.isOpen()) { // of an open range most of the time is the wait for records
            return (FetchResponse) client.ask(asked.node(), request, deadline, spec.networkTimeoutMs());
        }
        sent = client.send(asked.node(), request, deadline, spec.networkTimeoutMs());
        return (FetchResponse) client.await(asked.node(), sent, deadline);
    }

    /** Whether the log here is the one that is meant; false when this broker cannot say now. */
    private boolean hasSameLog(ServingReplica asked, long offset) throws IOException {
        if (!(spec.lineage() instanceof LogLineage.Known lineage)) {
            return true;
        }
        boolean isSure = !asked.isLeader() || asked.epoch().equals(Optional.of(lineage.leaderEpoch()));
        if (isSure || asked.equals(checkedReplica)) {
            return true;
        }
        Optional<EpochEnd> end = bounds.endOfEpoch(asked, deadline, lineage.recordEpoch());
        if (end.isEmpty()) {
            replica = null;
            return false;
        }
        long wantedEnd = Math.min(lineage.endOffset(), spec.range().endOffset());
        long commonEnd = end.get().epoch() == lineage.recordEpoch() ? end.get().endOffset() : offset;
        cutOffset = commonEnd >= wantedEnd ? Long.MAX_VALUE : commonEnd;
        checkedReplica = asked;
        return true;
    }

    private void requireUncut(ServingReplica from, long offset) throws RecordsLostException {
        if (offset >= cutOffset && spec.lineage() instanceof LogLineage.Known lineage) {
            throw RecordsLostException.truncated(
                    spec.topicPartition(),
                    offset,
                    source(from) + " lacks records of leader epoch " + lineage.recordEpoch()
                            + ", of which the last one before offset " + lineage.endOffset() + " was");
        }
    }

    private FetchRequest.Builder request(ServingReplica from, long offset, int bytes) {
        FetchRequest.PartitionData wanted = new FetchRequest.PartitionData(
                Uuid.fromString(spec.topicId()),
                offset,
                FetchRequest.INVALID_LOG_START_OFFSET,
                bytes,
                from.epoch(),
                Optional.empty());
        return FetchRequest.Builder.forConsumer(
                        ApiKeys.FETCH.latestVersion(),
                        waitMs(),
                        1,
                        Map.of(new TopicPartition(spec.topic(), spec.partition()), wanted))
                .isolationLevel(
                        spec.isolation() == Isolation.READ_COMMITTED
                                ? IsolationLevel.READ_COMMITTED
                                : IsolationLevel.READ_UNCOMMITTED)
                .setMaxBytes(wanted.maxBytes);
    }

    /** How long a broker waits for records that are not there yet. */
    private int waitMs() {
        return range.isOpen()
                ? (int) Math.max(1, Math.min(config.waitMs(), spec.tailWait().leftMs()))
                : config.waitMs();
    }

    private int bytesFor(ServingReplica from, long offsetCount) {
        int mostFarBytes = config.limitsResponses() ? 0 : memory.mostBytes();
        int bytes = sizes.bytesFor(offsetCount, client.roundTripMs(from.node()), mostFarBytes);
        client.expectResponsesOf(bytes);
        return bytes;
    }

    private @Nullable FetchedRecordBatches read(ServingReplica from, long offset, FetchResponse response)
            throws IOException {
        if (response.throttleTimeMs() > 0) {
            deadline.allow(response.throttleTimeMs());
        }
        PartitionData data = partition(response);
        Errors error = data == null ? response.error() : Errors.forCode(data.errorCode());
        if (error == Errors.OFFSET_OUT_OF_RANGE) {
            checkLost(from, offset);
            return null;
        }
        if (error != Errors.NONE) {
            return problem(error);
        }
        if (data == null) {
            // A broker that throttles answers at once, without records, and says how long not to ask again.
            deadline.failed("the broker sent no records: it throttles", null);
            return null;
        }
        MemoryRecords records = records(data);
        FetchedRecordBatches fetched = new FetchedRecordBatches(source(from), records, offset, aborted(data));
        if (fetched.isEmpty() && records.sizeInBytes() > 0) {
            deadline.failed("the broker sent no whole record batch", null);
            return null;
        }
        if (fetched.isEmpty()) {
            return readNothing(from, offset, data, fetched);
        }
        return fetched;
    }

    private static @Nullable PartitionData partition(FetchResponse response) {
        for (FetchableTopicResponse topic : response.data().responses()) {
            for (PartitionData data : topic.partitions()) {
                return data;
            }
        }
        return null;
    }

    private @Nullable FetchedRecordBatches problem(Errors error) throws IOException {
        if (!FetchErrors.isWorthARetry(error)) {
            throw FetchErrors.refused(error, spec.topicPartition());
        }
        replica = null;
        deadline.failed(spec.topicPartition() + ": " + error.message(), null);
        return null;
    }

    private void checkLost(ServingReplica from, long offset) throws IOException {
        OptionalLong logStart = bounds.earliest(from, deadline);
        OptionalLong logEnd = bounds.latest(from, deadline);
        if (logStart.isPresent() && logEnd.isPresent()) {
            boolean held = offset >= logStart.getAsLong() && offset <= logEnd.getAsLong();
            if (!held) {
                throw RecordsLostException.outOfRange(
                        spec.topicPartition(), offset, logStart.getAsLong(), logEnd.getAsLong());
            }
        }
        replica = null;
        deadline.failed("the broker says that offset " + offset + " is out of range", null);
    }

    /**
     * Compaction can leave nothing behind an offset that is before the end. But a broker also sends nothing when records
     * have not come from tiered storage in time, or when it does not know yet how far its followers are.
     */
    private @Nullable FetchedRecordBatches readNothing(
            ServingReplica from, long offset, PartitionData data, FetchedRecordBatches nothing) throws IOException {
        long readableEnd =
                spec.isolation() == Isolation.READ_COMMITTED ? data.lastStableOffset() : data.highWatermark();
        if (range.isOpen() && readableEnd >= offset) {
            return nothing;
        }
        if (range.isOpen()) {
            deadline.failed("readable records end at offset " + readableEnd + ", before offset " + offset, null);
            return null;
        }
        if (readableEnd < range.endOffset()) {
            deadline.failed(
                    "readable records end at offset " + readableEnd + ", where offset " + range.endOffset()
                            + " was readable when the query was planned",
                    null);
            return null;
        }
        OptionalLong onDisk = bounds.earliestLocal(from, deadline);
        if (onDisk.isPresent() && offset >= onDisk.getAsLong()) {
            return nothing;
        }
        deadline.failed("the broker sent no records from offset " + offset + " on", null);
        return null;
    }

    private MemoryRecords records(PartitionData data) throws IOException {
        if (data.records() instanceof MemoryRecords records) {
            return records;
        }
        if (data.records() == null) {
            return MemoryRecords.EMPTY;
        }
        throw new IOException("records of " + spec.topicPartition() + " came as "
                + data.records().getClass().getName());
    }

    private static List<AbortedTransaction> aborted(PartitionData data) {
        if (data.abortedTransactions() == null) {
            return List.of();
        }
        return data.abortedTransactions().stream()
                .map(aborted -> AbortedTransaction.ofFetch(aborted.producerId(), aborted.firstOffset()))
                .toList();
    }

    private String source(ServingReplica from) {
        return "broker " + from.node().idString() + " (" + BrokerClient.address(from.node()) + "), partition "
                + spec.topicPartition();
    }

    /** The id of the broker that served last; empty before any did. */
    OptionalInt servingNode() {
        return replica == null
                ? OptionalInt.empty()
                : OptionalInt.of(replica.node().id());
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            memory.closed();
            borrowed.close();
        }
    }
}
