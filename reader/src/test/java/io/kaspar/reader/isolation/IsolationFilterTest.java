package io.kaspar.reader.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.log.Isolation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

class IsolationFilterTest {
    private static final long PRODUCER = 7;
    private static final long OTHER_PRODUCER = 8;

    private final IsolationFilter committed = new IsolationFilter(Isolation.READ_COMMITTED);

    @Test
    void keepsBatchesWithoutAProducer() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(RecordBatch.NO_PRODUCER_ID, 0)), 0);

        assertThat(committed.accepts(batch(0, RecordBatch.NO_PRODUCER_ID, false)))
                .isTrue();
    }

    @Test
    void dropsAnAbortedTransactionUntilItsMarker() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)), 0);

        assertThat(committed.accepts(batch(8, PRODUCER, true))).isTrue();
        assertThat(committed.accepts(marker(9, PRODUCER, ControlRecordType.COMMIT)))
                .isFalse();
        assertThat(committed.accepts(batch(10, PRODUCER, true))).isFalse();
        assertThat(committed.accepts(batch(11, OTHER_PRODUCER, true))).isTrue();
        assertThat(committed.accepts(batch(12, PRODUCER, true))).isFalse();
        assertThat(committed.accepts(marker(13, PRODUCER, ControlRecordType.ABORT)))
                .isFalse();
        assertThat(committed.accepts(batch(14, PRODUCER, true))).isTrue();
    }

    @Test
    void dropsAnAbortedTransactionThatBeganBeforeTheFirstBatch() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)), 0);

        assertThat(committed.accepts(batch(20, PRODUCER, true))).isFalse();
    }

    @Test
    void keepsWhatTheSameProducerWroteOutsideTransactions() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)), 0);

        assertThat(committed.accepts(batch(10, PRODUCER, false))).isTrue();
    }

    @Test
    void keepsTheNextTransactionWhenCompactionRemovedTheMarker() throws IOException {
        committed.begin(List.of(new AbortedTransaction(PRODUCER, 10, 13, 10)), 0);

        assertThat(committed.accepts(batch(10, PRODUCER, true))).isFalse();
        assertThat(committed.accepts(batch(14, PRODUCER, true))).isTrue();
    }

    /** Ranges of a task lie close together: what stands behind one may be the middle of a transaction of the next. */
    @Test
    void lookingAheadEndsNoTransaction() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 5)), 10);
        assertThat(committed.accepts(batch(10, OTHER_PRODUCER, true))).isTrue();

        committed.lookAhead(marker(30, PRODUCER, ControlRecordType.ABORT));
        committed.lookAhead(marker(31, OTHER_PRODUCER, ControlRecordType.COMMIT));

        assertThat(committed.hasUndecided()).isFalse();
        assertThat(committed.accepts(batch(20, PRODUCER, true))).isFalse();
    }

    @Test
    void lookingAheadBeginsNoTransaction() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 25)), 10);
        assertThat(committed.accepts(batch(10, OTHER_PRODUCER, true))).isTrue();

        committed.lookAhead(marker(31, OTHER_PRODUCER, ControlRecordType.COMMIT));

        assertThat(committed.accepts(batch(20, PRODUCER, true))).isTrue();
        assertThat(committed.accepts(marker(21, PRODUCER, ControlRecordType.COMMIT)))
                .isFalse();
        assertThat(committed.accepts(batch(25, PRODUCER, true))).isFalse();
    }

    @Test
    void lookingAheadFindsWhatContradicts() throws IOException {
        committed.begin(List.of(), 0);
        committed.accepts(batch(10, PRODUCER, true));

        assertThatThrownBy(() -> committed.lookAhead(marker(13, PRODUCER, ControlRecordType.ABORT)))
                .isInstanceOf(TransactionMismatchException.class)
                .hasMessageContaining("producer id 7");
    }

    @Test
    void forgetsTheListBefore() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)), 0);
        committed.accepts(batch(10, PRODUCER, true));
        committed.begin(List.of(), 0);

        assertThat(committed.accepts(batch(11, PRODUCER, true))).isTrue();
    }

    @Test
    void refusesAMarkerThatSaysThatAcceptedRecordsWereAborted() throws IOException {
        committed.begin(List.of(), 0);
        committed.accepts(batch(10, PRODUCER, true));
        committed.accepts(batch(11, OTHER_PRODUCER, true));
        assertThat(committed.hasUndecided()).isTrue();
        committed.accepts(marker(12, OTHER_PRODUCER, ControlRecordType.COMMIT));

        assertThatThrownBy(() -> committed.accepts(marker(13, PRODUCER, ControlRecordType.ABORT)))
                .isInstanceOf(TransactionMismatchException.class)
                .hasMessageContaining("producer id 7")
                .hasMessageContaining("aborted at offset 13")
                .hasMessageContaining("read.locality=off");
    }

    @Test
    void refusesAMarkerThatSaysThatRecordsLeftOutWereCommitted() throws IOException {
        committed.begin(List.of(new AbortedTransaction(PRODUCER, 10, 15, 10)), 0);
        committed.accepts(batch(10, PRODUCER, true));

        assertThatThrownBy(() -> committed.accepts(marker(13, PRODUCER, ControlRecordType.COMMIT)))
                .isInstanceOf(TransactionMismatchException.class)
                .hasMessageContaining("committed at offset 13");
    }

    @Test
    void refusesAListThatSaysThatAcceptedRecordsWereAborted() throws IOException {
        committed.begin(List.of(), 0);
        committed.accepts(batch(10, PRODUCER, true));

        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 20)), 11);
        assertThatThrownBy(() -> committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)), 11))
                .isInstanceOf(TransactionMismatchException.class);
    }

    @Test
    void refusesAnythingElseWhereTheMarkerOfRecordsLeftOutHasToBe() throws IOException {
        for (RecordBatchView other : List.of(
                batch(13, PRODUCER, true),
                batch(13, OTHER_PRODUCER, true),
                batch(13, RecordBatch.NO_PRODUCER_ID, false),
                marker(13, OTHER_PRODUCER, ControlRecordType.ABORT))) {
            IsolationFilter filter = new IsolationFilter(Isolation.READ_COMMITTED);
            filter.begin(List.of(new AbortedTransaction(PRODUCER, 10, 13, 10)), 0);
            assertThat(filter.accepts(batch(10, PRODUCER, true))).isFalse();

            assertThatThrownBy(() -> filter.accepts(other))
                    .isInstanceOf(TransactionMismatchException.class)
                    .hasMessageContaining("producer id 7 was not aborted at offset 13");
        }
    }

    @Test
    void isDecidedByTheMarkerOfRecordsLeftOut() throws IOException {
        committed.begin(List.of(new AbortedTransaction(PRODUCER, 10, 13, 10)), 0);
        committed.accepts(batch(10, PRODUCER, true));
        committed.accepts(batch(12, OTHER_PRODUCER, false));
        assertThat(committed.hasUndecided()).isTrue();
        committed.accepts(marker(13, PRODUCER, ControlRecordType.ABORT));

        assertThat(committed.hasUndecided()).isFalse();
    }

    @Test
    void letsABrokerDecide() throws IOException {
        IsolationFilter broker = new IsolationFilter(Isolation.READ_COMMITTED);
        broker.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)), 11);
        committed.begin(List.of(new AbortedTransaction(PRODUCER, 10, 13, 10)), 0);
        committed.accepts(batch(10, PRODUCER, true));
        committed.decideBy(broker, 12);
        assertThat(committed.hasUndecided()).isFalse();

        committed.accepts(batch(11, PRODUCER, true));
        broker.begin(List.of(), 12);
        assertThatThrownBy(() -> committed.decideBy(broker, 12))
                .isInstanceOf(TransactionMismatchException.class)
                .hasMessageContaining("was not aborted");
    }

    @Test
    void hasNothingUndecidedAfterMarkers() throws IOException {
        committed.begin(List.of(), 0);
        committed.accepts(batch(10, PRODUCER, true));
        committed.accepts(batch(11, OTHER_PRODUCER, false));
        committed.accepts(marker(12, PRODUCER, ControlRecordType.COMMIT));

        assertThat(committed.hasUndecided()).isFalse();
    }

    @Test
    void dropsMarkersInEitherIsolation() throws IOException {
        IsolationFilter uncommitted = new IsolationFilter(Isolation.READ_UNCOMMITTED);

        for (ControlRecordType type : List.of(ControlRecordType.ABORT, ControlRecordType.COMMIT)) {
            assertThat(committed.accepts(marker(1, PRODUCER, type))).isFalse();
            assertThat(uncommitted.accepts(marker(1, PRODUCER, type))).isFalse();
        }
    }

    @Test
    void keepsAbortedRecordsForReadersOfUncommittedOnes() throws IOException {
        IsolationFilter uncommitted = new IsolationFilter(Isolation.READ_UNCOMMITTED);
        uncommitted.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)), 0);

        assertThat(uncommitted.accepts(batch(10, PRODUCER, true))).isTrue();
    }

    @Test
    void doesNotEndATransactionAtAMarkerOfAnUnknownType() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)), 0);
        RecordBatchView unknown = marker(11, PRODUCER, ControlRecordType.ABORT);
        // The marker's key is the last but six bytes of value and one of headers: version int16, type int16.
        byte[] bytes = unknown.bytes();
        int typePosition = bytes.length - 1 - 6 - 1 - 1;
        assertThat(bytes[typePosition]).isZero();
        bytes[typePosition] = 99;

        assertThat(committed.accepts(unknown)).isFalse();
        assertThat(committed.accepts(batch(12, PRODUCER, true))).isFalse();
    }

    private static RecordBatchView batch(long baseOffset, long producerId, boolean transactional) {
        boolean hasProducer = producerId != RecordBatch.NO_PRODUCER_ID;
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(256),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.NONE,
                TimestampType.CREATE_TIME,
                baseOffset,
                0,
                producerId,
                (short) (hasProducer ? 0 : -1),
                hasProducer ? 0 : -1,
                transactional,
                0);
        builder.append(0, new byte[1], new byte[1]);
        return view(builder.build());
    }

    private static RecordBatchView marker(long offset, long producerId, ControlRecordType type) {
        return view(MemoryRecords.withEndTransactionMarker(
                offset, 0, 0, producerId, (short) 0, new EndTransactionMarker(type, 0)));
    }

    private static RecordBatchView view(MemoryRecords records) {
        byte[] bytes = new byte[records.sizeInBytes()];
        records.buffer().duplicate().get(bytes);
        RecordBatchView view = new RecordBatchView();
        view.wrap(bytes, 0, "made here", 0);
        return view;
    }
}
