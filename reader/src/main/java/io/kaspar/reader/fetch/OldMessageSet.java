package io.kaspar.reader.fetch;

import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.compression.RecordsDecompressor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.AbstractLegacyRecordBatch;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.BufferSupplier;

/**
 * The messages inside a compressed message of the formats v0 and v1. Kafka's own classes believe the lengths they find in
 * there, allocate as much, and hold all of the messages at once; so the lengths are looked at before.
 */
final class OldMessageSet {
    /** The most bytes that the messages of one set may have when they are decompressed. */
    static final int MAX_LENGTH = 256 << 20;

    private static final int SKIP_LENGTH = 1 << 13;

    private OldMessageSet() {}

    /** @throws IOException when the messages are longer than their bytes, or together than {@link #MAX_LENGTH} */
    static void checkLengths(AbstractLegacyRecordBatch outer) throws IOException {
        ByteBuffer compressed = outer.outerRecord().value();
        CompressionType codec = outer.compressionType();
        if (codec == CompressionType.NONE || compressed == null) {
            return;
        }
        if (codec == CompressionType.SNAPPY) {
            checkChunks(compressed.duplicate());
        }
        try (InputStream stream = Compression.of(codec)
                .build()
                .wrapForInput(compressed.duplicate(), outer.magic(), BufferSupplier.NO_CACHING)) {
            walk(new DataInputStream(stream));
        }
    }

    /** The codec of snappy believes lengths as well, which opening as part of a newer record batch looks at. */
    private static void checkChunks(ByteBuffer compressed) throws IOException {
        ByteBuffer section = ByteBuffer.allocate(RecordBatchLayout.HEADER_LENGTH + compressed.remaining());
        section.putInt(RecordBatchLayout.LENGTH_POSITION, section.capacity() - RecordBatchLayout.UNCOUNTED_LENGTH);
        section.putShort(RecordBatchLayout.ATTRIBUTES_POSITION, CompressionType.SNAPPY.id);
        section.position(RecordBatchLayout.RECORDS_POSITION).put(compressed);
        RecordBatchView view = new RecordBatchView();
        view.wrap(section.array(), 0, "a compressed message", 0);
        try (RecordsDecompressor decompressor = new RecordsDecompressor()) {
            decompressor.open(view).close();
        }
    }

    private static void walk(DataInputStream messages) throws IOException {
        byte[] skipped = new byte[SKIP_LENGTH];
        long total = 0;
        while (messages.read() >= 0) { // the first byte of the message's offset
            messages.readFully(skipped, 0, Long.BYTES - 1);
            int length = messages.readInt();
            total += Math.max(0, length);
            if (length < 0 || total > MAX_LENGTH) {
                throw new IOException("messages of " + total + " bytes and one of " + length
                        + " found in a compressed one, where " + MAX_LENGTH + " bytes are the most that is read");
            }
            skip(messages, length, skipped);
        }
    }

    private static void skip(DataInputStream messages, int length, byte[] skipped) throws IOException {
        for (int left = length; left > 0; ) {
            int count = messages.read(skipped, 0, Math.min(left, skipped.length));
            if (count < 0) {
                throw new EOFException("a message of " + length + " bytes ends " + left + " bytes too early");
            }
            left -= count;
        }
    }
}
