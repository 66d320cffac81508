package io.kaspar.reader.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.batch.RecordBatchView;
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
        committed.begin(List.of(AbortedTransaction.ofFetch(RecordBatch.NO_PRODUCER_ID, 0)));

        assertThat(committed.accepts(batch(0, RecordBatch.NO_PRODUCER_ID, false)))
                .isTrue();
    }

    @Test
    void dropsAnAbortedTransactionUntilItsMarker() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)));

        assertThat(committed.accepts(batch(8, PRODUCER, true))).isTrue();
        assertThat(committed.accepts(batch(10, PRODUCER, true))).isFalse();
        assertThat(committed.accepts(batch(11, OTHER_PRODUCER, true))).isTrue();
        assertThat(committed.accepts(batch(12, PRODUCER, true))).isFalse();
        assertThat(committed.accepts(marker(13, PRODUCER, ControlRecordType.ABORT)))
                .isFalse();
        assertThat(committed.accepts(batch(14, PRODUCER, true))).isTrue();
    }

    @Test
    void dropsAnAbortedTransactionThatBeganBeforeTheFirstBatch() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)));

        assertThat(committed.accepts(batch(20, PRODUCER, true))).isFalse();
    }

    @Test
    void keepsWhatTheSameProducerWroteOutsideTransactions() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)));

        assertThat(committed.accepts(batch(10, PRODUCER, false))).isTrue();
    }

    @Test
    void keepsTheNextTransactionWhenCompactionRemovedTheMarker() throws IOException {
        committed.begin(List.of(new AbortedTransaction(PRODUCER, 10, 13, 10)));

        assertThat(committed.accepts(batch(10, PRODUCER, true))).isFalse();
        assertThat(committed.accepts(batch(14, PRODUCER, true))).isTrue();
    }

    @Test
    void forgetsTheListBefore() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)));
        committed.accepts(batch(10, PRODUCER, true));
        committed.begin(List.of());

        assertThat(committed.accepts(batch(11, PRODUCER, true))).isTrue();
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
        uncommitted.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)));

        assertThat(uncommitted.accepts(batch(10, PRODUCER, true))).isTrue();
    }

    @Test
    void doesNotEndATransactionAtAMarkerOfAnUnknownType() throws IOException {
        committed.begin(List.of(AbortedTransaction.ofFetch(PRODUCER, 10)));
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
