package io.kaspar.reader.fetch;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;

/** The records of a fetch response, old formats included; the first byte says whether checksums are put right. */
final class FetchResponseFuzz implements FuzzTarget {
    private static final int OLD_CRC_POSITION = 12;
    private static final int OLD_MAGIC_POSITION = 16;

    @Override
    public void run(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        if (input[0] != 0) {
            putOldChecksumsRight(bytes);
        }
        try {
            read(new FetchedRecordBatches(
                    "fuzzed", MemoryRecords.readableRecords(ByteBuffer.wrap(bytes)), 5, List.of()));
        } catch (CorruptSegmentException e) {
            // The one documented error.
        }
    }

    private static void read(FetchedRecordBatches fetched) throws IOException {
        RecordBatchView view = new RecordBatchView();
        RecordBuffer buffer = new RecordBuffer();
        try (RecordCursor cursor = new RecordCursor(buffer, 1 << 20)) {
            while (fetched.next(view)) {
                cursor.open(view);
                while (cursor.next()) {
                    buffer.reset();
                }
            }
        }
    }

    private static void putOldChecksumsRight(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int position = 0;
        while (bytes.length - position > OLD_MAGIC_POSITION) {
            int length = buffer.getInt(position + 8);
            if (length < 5 || length > bytes.length - position - OLD_CRC_POSITION) {
                return;
            }
            if (bytes[position + OLD_MAGIC_POSITION] < 2) {
                CRC32 crc = new CRC32();
                crc.update(bytes, position + OLD_MAGIC_POSITION, length - Integer.BYTES);
                buffer.putInt(position + OLD_CRC_POSITION, (int) crc.getValue());
            }
            position += OLD_CRC_POSITION + length;
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String topic : GoldenSegments.topics()) {
            byte[] segment =
                    Files.readAllBytes(GoldenSegments.segmentFiles(topic).get(0));
            seeds.add(seed(Arrays.copyOf(segment, Math.min(segment.length, 4000))));
        }
        for (CompressionType codec :
                List.of(CompressionType.NONE, CompressionType.GZIP, CompressionType.SNAPPY, CompressionType.LZ4)) {
            for (byte magic = 0; magic < 2; magic++) {
                seeds.add(seed(old(magic, codec)));
            }
        }
        return seeds;
    }

    private static byte[] old(byte magic, CompressionType codec) {
        try (MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(10_000),
                magic,
                Compression.of(codec).build(),
                magic == 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
                5,
                5555L)) {
            for (int i = 0; i < 3; i++) {
                builder.appendWithOffset(
                        5 + i, magic == 0 ? -1 : 7, ("k" + i).getBytes(StandardCharsets.UTF_8), new byte[20]);
            }
            ByteBuffer built = builder.build().buffer();
            byte[] bytes = new byte[built.remaining()];
            built.get(bytes);
            return bytes;
        }
    }

    private static byte[] seed(byte[] bytes) {
        byte[] seed = new byte[1 + bytes.length];
        seed[0] = 1;
        System.arraycopy(bytes, 0, seed, 1, bytes.length);
        return seed;
    }
}
