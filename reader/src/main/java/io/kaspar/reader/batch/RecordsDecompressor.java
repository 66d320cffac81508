package io.kaspar.reader.batch;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.BufferSupplier;

/**
 * Opens the records section of record batches for reading, decompressed by Kafka's own codecs.
 *
 * <p>One per task: its buffers are reused. Not thread-safe; must be closed.
 */
public final class RecordsDecompressor implements Closeable {
    private final BufferSupplier buffers = BufferSupplier.create();
    private final Compression gzip = Compression.gzip().build();
    private final Compression snappy = Compression.snappy().build();
    private final Compression lz4 = Compression.lz4().build();
    private final Compression zstd = Compression.zstd().build();

    /**
     * The records of the batch, not compressed.
     *
     * @return reads from the view's bytes, so it is valid as long as they are; must be closed. Reading throws a {@link
     *     io.kaspar.reader.bytes.CorruptSegmentException} when the bytes cannot be decompressed.
     */
    public InputStream open(RecordBatchView recordBatch) throws IOException {
        byte[] bytes = recordBatch.bytes();
        int position = recordBatch.recordsPosition();
        int length = recordBatch.recordsLength();
        return switch (recordBatch.codec()) {
            case NONE -> new ByteArrayInputStream(bytes, position, length);
            case GZIP -> decompress(recordBatch, gzip);
            case SNAPPY -> {
                SnappyFrames.check(recordBatch);
                yield decompress(recordBatch, snappy);
            }
            case LZ4 -> decompress(recordBatch, lz4);
            case ZSTD -> decompress(recordBatch, zstd);
        };
    }

    private InputStream decompress(RecordBatchView recordBatch, Compression compression) throws IOException {
        ByteBuffer compressed =
                ByteBuffer.wrap(recordBatch.bytes(), recordBatch.recordsPosition(), recordBatch.recordsLength());
        return DecompressedStream.open(
                recordBatch, () -> compression.wrapForInput(compressed, RecordBatchLayout.MAGIC, buffers));
    }

    @Override
    public void close() {
        buffers.close();
    }
}
