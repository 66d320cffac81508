package io.kaspar.reader.record;

import io.kaspar.reader.batch.RecordBatchView;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;

/** Record batches that Kafka's own builder makes. */
final class RecordBatches {
    private RecordBatches() {}

    /** A batch of records without keys, all with the same value. */
    static RecordBatchView of(Compression compression, int recordCount, byte[] value) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1 << 10),
                RecordBatch.CURRENT_MAGIC_VALUE,
                compression,
                TimestampType.CREATE_TIME,
                0);
        for (int count = 0; count < recordCount; count++) {
            builder.append(1_700_000_000_000L, (byte[]) null, value);
        }
        return view(builder.build());
    }

    static RecordBatchView view(MemoryRecords records) {
        byte[] bytes = new byte[records.sizeInBytes()];
        records.buffer().duplicate().get(bytes);
        RecordBatchView view = new RecordBatchView();
        view.wrap(bytes, 0, "made here", 0);
        return view;
    }
}
