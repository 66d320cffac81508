package io.kaspar.reader.compression;

import io.kaspar.reader.batch.CompressionCodec;
import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/** Record batches whose records section holds any bytes, compressed by Kafka's classes. */
final class CompressedBatches {
    private CompressedBatches() {}

    /** Kafka's own for the codec, at its usual level. */
    static Compression compression(CompressionCodec codec) {
        return Compression.of(codec.name().toLowerCase(Locale.ROOT)).build();
    }

    static CompressionCodec codec(Compression compression) {
        return CompressionCodec.valueOf(compression.type().name.toUpperCase(Locale.ROOT));
    }

    /** A batch with these bytes as its records section. */
    static RecordBatchView of(CompressionCodec codec, byte[] section) {
        // Bytes on both sides that belong to others.
        ByteBuffer bytes = ByteBuffer.allocate(10 + RecordBatchLayout.HEADER_LENGTH + section.length + 10);
        bytes.position(10);
        ByteBuffer header = bytes.slice();
        header.putInt(
                RecordBatchLayout.LENGTH_POSITION,
                RecordBatchLayout.HEADER_LENGTH + section.length - RecordBatchLayout.UNCOUNTED_LENGTH);
        header.put(RecordBatchLayout.MAGIC_POSITION, RecordBatchLayout.MAGIC);
        header.putShort(
                RecordBatchLayout.ATTRIBUTES_POSITION, compression(codec).type().id);
        header.put(RecordBatchLayout.RECORDS_POSITION, section);
        RecordBatchView recordBatch = new RecordBatchView();
        recordBatch.wrap(bytes.array(), 10, "made here", 7);
        return recordBatch;
    }

    static byte[] compress(Compression compression, byte[] content) throws IOException {
        ByteBufferOutputStream compressed = new ByteBufferOutputStream(64);
        try (OutputStream stream = compression.wrapForOutput(compressed, RecordBatchLayout.MAGIC)) {
            stream.write(content);
        }
        return Arrays.copyOf(compressed.buffer().array(), compressed.position());
    }

    /** What Kafka's own classes make of the section. */
    static byte[] kafkaDecompresses(Compression compression, byte[] section) throws IOException {
        try (InputStream stream = compression.wrapForInput(
                ByteBuffer.wrap(section), RecordBatchLayout.MAGIC, BufferSupplier.NO_CACHING)) {
            // readAllBytes would end at a block of no bytes.
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            byte[] part = new byte[1000];
            for (int length = stream.read(part); length >= 0; length = stream.read(part)) {
                content.write(part, 0, length);
            }
            return content.toByteArray();
        }
    }

    /** Bytes between noise and one repeated byte. */
    static byte[] content(Random random, int length) {
        byte[] content = new byte[length];
        int alphabet = 1 + random.nextInt(256);
        for (int position = 0; position < length; ) {
            byte next = (byte) random.nextInt(alphabet);
            int run = Math.min(length - position, 1 + random.nextInt(1 + random.nextInt(100)));
            Arrays.fill(content, position, position + run, next);
            position += run;
        }
        return content;
    }
}
