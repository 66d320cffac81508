package io.kaspar.reader.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocks hold what the cursor gives one record at a time, broken record batches included. */
class RecordBlockOracleTest {
    private static final long SEED = Long.getLong("kaspar.seed", System.nanoTime());
    private static final int BATCHES = 60;
    private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

    private final Random random = new Random(SEED);

    /** What was read, as text, and whether that ended with an error. */
    private record Outcome(List<String> records, boolean failed) {}

    @Test
    void holdsWhatTheCursorGives() throws IOException {
        for (int batch = 0; batch < BATCHES; batch++) {
            RecordBatchView recordBatch = randomBatch();
            long end = recordBatch.nextOffset();
            List<String> all = oneByOne(recordBatch, 0, end).records();
            assertThat(all).hasSize(recordBatch.recordCount());
            assertThat(blocks(recordBatch, 0, end)).as(seed()).isEqualTo(new Outcome(all, false));
        }
    }

    @Test
    void leavesOutWhatIsBesideTheRange() throws IOException {
        for (int batch = 0; batch < BATCHES; batch++) {
            RecordBatchView recordBatch = randomBatch();
            long start = recordBatch.baseOffset() - 2 + random.nextInt(recordBatch.recordCount() + 2);
            long end = start + random.nextInt(recordBatch.recordCount() + 3);
            assertThat(blocks(recordBatch, start, end)).as(seed()).isEqualTo(oneByOne(recordBatch, start, end));
        }
    }

    @Test
    void takesNothingThatTheCursorRefusesAndRefusesNothingThatItTakes() throws IOException {
        for (int batch = 0; batch < 10 * BATCHES; batch++) {
            RecordBatchView recordBatch = randomBatch();
            int place = recordBatch.recordsPosition() + random.nextInt(recordBatch.recordsLength());
            recordBatch.bytes()[place] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            long end = recordBatch.nextOffset();
            assertThat(blocks(recordBatch, 0, end))
                    .as(() -> seed() + ", byte " + place)
                    .isEqualTo(oneByOne(recordBatch, 0, end));
        }
    }

    private Outcome oneByOne(RecordBatchView recordBatch, long start, long end) throws IOException {
        List<String> records = new ArrayList<>();
        try (RecordCursor cursor = new RecordCursor(new RecordBuffer())) {
            cursor.open(recordBatch);
            while (cursor.next() && cursor.offset() < end) {
                if (cursor.offset() >= start) {
                    records.add(text(
                            cursor.offset(),
                            cursor.timestamp(),
                            slice(cursor.bytes(), cursor.keyPosition(), cursor.keyLength()),
                            slice(cursor.bytes(), cursor.valuePosition(), cursor.valueLength()),
                            headers(cursor.bytes(), cursor.headersPosition(), cursor.headerCount())));
                }
            }
        } catch (CorruptSegmentException e) {
            return new Outcome(records, true);
        }
        return new Outcome(records, false);
    }

    private Outcome blocks(RecordBatchView recordBatch, long start, long end) throws IOException {
        List<String> records = new ArrayList<>();
        RecordBuffer buffer = new RecordBuffer();
        RecordBlock block = new RecordBlock(buffer, 1 + random.nextInt(random.nextBoolean() ? 50 : 1000), 1 << 20);
        boolean failed = false;
        try (RecordCursor cursor = new RecordCursor(buffer)) {
            cursor.open(recordBatch);
            boolean hasMore = true;
            while (hasMore) {
                try {
                    hasMore = cursor.read(block, start, end);
                } catch (CorruptSegmentException e) {
                    failed = true;
                    hasMore = false;
                }
                addRows(records, block);
                block.reset();
            }
        }
        return new Outcome(records, failed);
    }

    private static void addRows(List<String> records, RecordBlock block) {
        byte[] bytes = block.bytes();
        for (int row = 0; row < block.size(); row++) {
            records.add(text(
                    block.offsets()[row],
                    block.timestamps()[row],
                    slice(bytes, block.keyPositions()[row], block.keyLengths()[row]),
                    slice(bytes, block.valuePositions()[row], block.valueLengths()[row]),
                    headers(bytes, block.headersPositions()[row], block.headerCounts()[row])));
        }
    }

    private static String text(long offset, long timestamp, String key, String value, String headers) {
        return offset + "@" + timestamp + " " + key + "=" + value + " " + headers;
    }

    private static String slice(byte[] bytes, int position, int length) {
        return length < 0 ? "null" : Arrays.toString(Arrays.copyOfRange(bytes, position, position + length));
    }

    private static String headers(byte[] bytes, int position, int count) {
        StringBuilder text = new StringBuilder();
        HeaderCursor cursor = new HeaderCursor();
        cursor.open(bytes, position, count);
        while (cursor.next()) {
            text.append(slice(bytes, cursor.keyPosition(), cursor.keyLength()))
                    .append(slice(bytes, cursor.valuePosition(), cursor.valueLength()));
        }
        return text.toString();
    }

    private RecordBatchView randomBatch() {
        TimestampType timestampType =
                random.nextInt(4) == 0 ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1 << 12),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.NONE,
                timestampType,
                random.nextInt(1000),
                FIRST_TIMESTAMP);
        int recordCount = 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 60);
        for (int count = 0; count < recordCount; count++) {
            builder.append(
                    Math.max(-1, FIRST_TIMESTAMP + randomDelta()), randomBytes(), randomBytes(), randomHeaders());
        }
        return RecordBatches.view(builder.build());
    }

    private long randomDelta() {
        return random.nextLong() >> (20 + random.nextInt(44));
    }

    private byte @Nullable [] randomBytes() {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? 5000 + random.nextInt(20_000) : random.nextInt(100)];
        random.nextBytes(bytes);
        return random.nextInt(8) == 0 ? null : bytes;
    }

    private Header[] randomHeaders() {
        int count = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
        Header[] headers = new Header[count];
        for (int i = 0; i < count; i++) {
            headers[i] = new RecordHeader("h".repeat(random.nextInt(80)), randomBytes());
        }
        return headers;
    }

    private static String seed() {
        return "-Dkaspar.seed=" + SEED;
    }
}
