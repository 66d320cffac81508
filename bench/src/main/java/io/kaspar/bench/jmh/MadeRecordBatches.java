package io.kaspar.bench.jmh;

import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.Payloads;
import io.kaspar.bench.data.RecordShape;
import io.kaspar.reader.batch.RecordBatchView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;

/** Record batches that Kafka's own builder makes of the benchmark's records, with keys of eight bytes. */
final class MadeRecordBatches {
    /** Orders that fit into the 16 KiB that producers gather before they compress. */
    static final int ORDERS_PER_BATCH = 150;

    /** In the framing of all values. */
    static final int SCHEMA_ID = 1;

    private static final int INITIAL_LENGTH = 1 << 16;

    private MadeRecordBatches() {}

    static Orders orders() {
        return new Orders(1_000_000, 50_000, 1);
    }

    /** Batches one after the other, together of so many records. */
    static List<RecordBatchView> of(RecordShape shape, Codec codec, int batchCount, int recordsPerBatch) {
        Payloads payloads = new Payloads(shape, SCHEMA_ID);
        List<RecordBatchView> recordBatches = new ArrayList<>();
        for (int batch = 0; batch < batchCount; batch++) {
            recordBatches.add(recordBatch(payloads, codec, (long) batch * recordsPerBatch, recordsPerBatch));
        }
        return recordBatches;
    }

    private static RecordBatchView recordBatch(Payloads payloads, Codec codec, long baseOffset, int recordCount) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(INITIAL_LENGTH),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.of(codec.label()).build(),
                TimestampType.CREATE_TIME,
                baseOffset);
        for (long offset = baseOffset; offset < baseOffset + recordCount; offset++) {
            byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
            builder.append(Orders.FIRST_TIMESTAMP_MS + offset, key, payloads.of(offset));
        }
        return view(builder.build());
    }

    private static RecordBatchView view(MemoryRecords records) {
        byte[] bytes = new byte[records.sizeInBytes()];
        records.buffer().duplicate().get(bytes);
        RecordBatchView view = new RecordBatchView();
        view.wrap(bytes, 0, "made here", 0);
        return view;
    }
}
