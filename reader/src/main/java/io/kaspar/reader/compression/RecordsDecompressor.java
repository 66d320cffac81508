package io.kaspar.reader.compression;

import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses the records section of record batches: whole into a byte array, or as a stream by Kafka's own codecs.
 *
 * <p>One per task: its buffers are reused. Not thread-safe; must be closed.
 */
public final class RecordsDecompressor implements Closeable {
    private static final int MAX_LENGTH = 1 << 30;

    private final RecordsDecompression records;
    private @Nullable Lz4Frame lz4Frame;
    private @Nullable ZstdFrames zstdFrames;
    private @Nullable GzipMembers gzipMembers;
    private final SnappyChunks snappyChunks = new SnappyChunks();
    private final BufferSupplier buffers = BufferSupplier.create();
    private final Compression gzip = Compression.gzip().build();
    private final Compression snappy = Compression.snappy().build();
    private final Compression lz4 = Compression.lz4().build();
    private final Compression zstd = Compression.zstd().build();

    /** Expands no record batch's records to more than 1 GiB. */
    public RecordsDecompressor() {
        this(MAX_LENGTH);
    }

    /** @param maxLength the most bytes that the records of one record batch may expand to */
    public RecordsDecompressor(int maxLength) {
        records = new RecordsDecompression(maxLength);
    }

    /**
     * Appends the decompressed records section to the target. The bytes of a section that is not compressed ({@link
     * CompressionCodec#NONE}) are copied; a caller may as well use them in place.
     *
     * <p>The target grows as bytes arrive, never by what a header only claims. After an exception its limit is anywhere
     * behind where it was.
     *
     * @return how many bytes were appended
     * @throws io.kaspar.reader.bytes.CorruptSegmentException when the bytes cannot be decompressed, or are too many
     */
    public int decompress(RecordBatchView recordBatch, DecompressionTarget target) throws IOException {
        records.start(recordBatch, target);
        switch (recordBatch.codec()) {
            case NONE -> copy(recordBatch);
            case GZIP -> gzip().decompress(records);
            case SNAPPY -> snappyChunks.decompress(records);
            case LZ4 -> lz4().decompress(records);
            case ZSTD -> zstd().decompress(records);
        }
        int length = records.length();
        records.finish();
        return length;
    }

    private void copy(RecordBatchView recordBatch) throws IOException {
        int length = records.remaining();
        records.checkClaim(length);
        DecompressionTarget target = records.targetWithRoom(length);
        System.arraycopy(recordBatch.bytes(), records.position(), target.array(), target.limit(), length);
        records.appended(length);
    }

    private Lz4Frame lz4() {
        if (lz4Frame == null) {
            lz4Frame = new Lz4Frame();
        }
        return lz4Frame;
    }

    private ZstdFrames zstd() {
        if (zstdFrames == null) {
            zstdFrames = new ZstdFrames();
        }
        return zstdFrames;
    }

    private GzipMembers gzip() {
        if (gzipMembers == null) {
            gzipMembers = new GzipMembers();
        }
        return gzipMembers;
    }

    /**
     * The records of the batch, not compressed, as a stream.
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
        if (zstdFrames != null) {
            zstdFrames.close();
        }
        if (gzipMembers != null) {
            gzipMembers.close();
        }
    }
}
