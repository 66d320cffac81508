package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.LegacyRecord;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OldRecordBatchesTest {
    private static final long FIRST_OFFSET = 1000;

    @ParameterizedTest
    @CsvSource({
        "0, NONE, CREATE_TIME",
        "0, GZIP, CREATE_TIME",
        "0, SNAPPY, CREATE_TIME",
        "0, LZ4, CREATE_TIME",
        "1, NONE, CREATE_TIME",
        "1, GZIP, CREATE_TIME",
        "1, SNAPPY, LOG_APPEND_TIME",
        "1, LZ4, CREATE_TIME",
        "1, NONE, LOG_APPEND_TIME"
    })
    void keepsWhatTheMessagesSay(byte magic, CompressionType codec, TimestampType timestampType) throws IOException {
        MemoryRecords old = old(magic, codec, magic == 0 ? TimestampType.NO_TIMESTAMP_TYPE : timestampType);
        FetchedRecordBatches fetched = new FetchedRecordBatches("test", old, FIRST_OFFSET, List.of());
        List<String> rewritten = new ArrayList<>();
        RecordBatchView view = new RecordBatchView();
        while (fetched.next(view)) {
            assertThat(view.magic()).isEqualTo(RecordBatch.MAGIC_VALUE_V2);
            ByteBuffer bytes = ByteBuffer.wrap(view.bytes(), view.position(), view.sizeInBytes());
            MemoryRecords records = MemoryRecords.readableRecords(bytes.slice());
            rewritten.addAll(texts(records));
            assertThat(records.batches().iterator().next().timestampType()).isEqualTo(timestampType);
        }
        assertThat(rewritten).hasSize(3).isEqualTo(texts(old));
        assertThat(fetched.nextOffset()).isEqualTo(FIRST_OFFSET + 11);
    }

    @Test
    void refusesAMessageWithAWrongChecksum() throws IOException {
        MemoryRecords old = old((byte) 1, CompressionType.NONE, TimestampType.CREATE_TIME);
        old.buffer().put(30, (byte) (old.buffer().get(30) ^ 1));
        FetchedRecordBatches fetched = new FetchedRecordBatches("some broker", old, FIRST_OFFSET, List.of());
        assertThatThrownBy(() -> fetched.next(new RecordBatchView()))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("some broker");
    }

    @ParameterizedTest
    @CsvSource({
        "1073741824, 268435456 bytes are the most that is read",
        "1000000, a message of 1000000 bytes ends 999990 bytes too early",
        "-5, one of -5"
    })
    void believesNoLengthInsideACompressedMessage(int length, String problem) throws IOException {
        ByteBuffer inner =
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES + 10).putLong(0).putInt(length);
        ByteBufferOutputStream compressed = new ByteBufferOutputStream(64);
        try (OutputStream stream = Compression.gzip().build().wrapForOutput(compressed, (byte) 1)) {
            stream.write(inner.array());
        }
        refuses(CompressionType.GZIP, Arrays.copyOf(compressed.buffer().array(), compressed.position()), problem);
    }

    @Test
    void believesNoLengthOfASnappyChunk() throws IOException {
        ByteBufferOutputStream compressed = new ByteBufferOutputStream(64);
        try (OutputStream stream = Compression.snappy().build().wrapForOutput(compressed, (byte) 1)) {
            stream.write(new byte[100]);
        }
        byte[] value = Arrays.copyOf(compressed.buffer().array(), compressed.position());
        value[16] = 0x1f; // the first byte of the chunk's length, after the header of the framing
        refuses(CompressionType.SNAPPY, value, "a snappy chunk of");
    }

    private static void refuses(CompressionType codec, byte[] value, String problem) throws IOException {
        LegacyRecord outer = LegacyRecord.create((byte) 1, 5, null, value, codec, TimestampType.CREATE_TIME);
        ByteBuffer entry = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + outer.sizeInBytes());
        entry.putLong(FIRST_OFFSET).putInt(outer.sizeInBytes()).put(outer.buffer());
        FetchedRecordBatches fetched = new FetchedRecordBatches(
                "some broker", MemoryRecords.readableRecords(entry.flip()), FIRST_OFFSET, List.of());

        assertThatThrownBy(() -> fetched.next(new RecordBatchView()))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("some broker")
                .hasMessageContaining(problem);
    }

    private static MemoryRecords old(byte magic, CompressionType codec, TimestampType timestampType) {
        try (MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(10_000),
                magic,
                Compression.of(codec).build(),
                timestampType,
                FIRST_OFFSET,
                5555L)) {
            long timestamp = magic == 0 ? RecordBatch.NO_TIMESTAMP : 1234;
            builder.appendWithOffset(FIRST_OFFSET, timestamp, utf8("k1"), utf8("value one"));
            builder.appendWithOffset(FIRST_OFFSET + 3, timestamp == -1 ? -1 : 77, (byte[]) null, utf8("value two"));
            builder.appendWithOffset(FIRST_OFFSET + 10, timestamp, utf8("k3"), (byte[]) null);
            return builder.build();
        }
    }

    private static List<String> texts(MemoryRecords records) {
        List<String> texts = new ArrayList<>();
        for (Record record : records.records()) {
            texts.add(record.offset() + " " + record.timestamp() + " " + text(record.hasKey() ? record.key() : null)
                    + " " + text(record.hasValue() ? record.value() : null));
        }
        return texts;
    }

    private static String text(@Nullable ByteBuffer bytes) {
        return bytes == null ? "null" : Utils.utf8(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
