package io.kaspar.reader.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCursorTest {
    private static final int MIB = 1 << 20;

    private final RecordBuffer buffer = new RecordBuffer();
    private final RecordCursor cursor = new RecordCursor(buffer);

    static Stream<Compression> compressions() {
        return Stream.of(
                Compression.NONE,
                Compression.gzip().build(),
                Compression.snappy().build(),
                Compression.lz4().build(),
                Compression.zstd().build());
    }

    @ParameterizedTest
    @MethodSource("compressions")
    void keepsPositionsValidWhileTheArrayGrows(Compression compression) throws IOException {
        byte[] value = "a value of some length".repeat(100).getBytes(StandardCharsets.UTF_8);
        List<Integer> positions = new ArrayList<>();
        for (int batch = 0; batch < 3; batch++) {
            cursor.open(RecordBatches.of(compression, 50, value));
            while (cursor.next()) {
                positions.add(cursor.valuePosition());
            }
        }
        byte[] bytes = buffer.bytes();
        assertThat(positions).hasSize(150);
        assertThat(positions)
                .allSatisfy(position -> assertThat(Arrays.copyOfRange(bytes, position, position + value.length))
                        .isEqualTo(value));
    }

    @ParameterizedTest
    @MethodSource("compressions")
    void doesNotHoldABatchWholeThatExpandsAThousandfold(Compression compression) throws IOException {
        RecordBatchView recordBatch = RecordBatches.of(compression, 16, new byte[MIB]);
        int count = 0;
        int largest = 0;
        cursor.open(recordBatch);
        while (cursor.next()) {
            count++;
            largest = Math.max(largest, buffer.bytes().length);
            buffer.reset();
        }
        assertThat(count).isEqualTo(16);
        assertThat(largest).isLessThanOrEqualTo(9 * MIB);
    }

    @Test
    void needsNoMoreMemoryForManyLongBatchesThanForOne() throws IOException {
        RecordBatchView recordBatch = RecordBatches.of(Compression.lz4().build(), 3000, new byte[1000]);
        RecordBlock block = new RecordBlock(buffer, 400, 4 * MIB);
        for (int batch = 0; batch < 40; batch++) {
            cursor.open(recordBatch);
            while (cursor.read(block, 0, Long.MAX_VALUE)) {
                block.reset();
            }
        }
        assertThat(buffer.bytes().length).isLessThanOrEqualTo(16 * MIB);
    }

    @Test
    void givesABlockNoMoreRoomThanItsRecordsNeed() throws IOException {
        RecordBatchView recordBatch = RecordBatches.of(Compression.NONE, 3000, new byte[10]);
        RecordBlock block = new RecordBlock(buffer, 100_000, 4 * MIB);
        int first = block.room();
        assertThat(first).isLessThan(100);

        cursor.open(recordBatch);
        assertThat(cursor.read(block, 2000, 2001)).isFalse();
        assertThat(block.size()).isOne();
        assertThat(block.room()).isEqualTo(first);

        block.reset();
        cursor.open(recordBatch);
        assertThat(cursor.read(block, 0, Long.MAX_VALUE)).isFalse();
        assertThat(block.size()).isEqualTo(3000);
        assertThat(block.room()).isBetween(3000, 6000);
        assertThat(block.offsets()[2999]).isEqualTo(2999);
    }

    @Test
    void refusesARecordLongerThanTheLimitBeforeDecompressingIt() throws IOException {
        RecordCursor limited = new RecordCursor(buffer, MIB);
        limited.open(RecordBatches.of(Compression.zstd().build(), 1, new byte[16 * MIB]));

        assertThatThrownBy(limited::next)
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("record 1 of 1")
                .hasMessageContaining("1048576 is the most that is read");
        assertThat(buffer.bytes().length).isLessThanOrEqualTo(9 * MIB);
    }

    @Test
    void doesNotBelieveALengthBeforeItsBytesCome() throws IOException {
        RecordBatchView recordBatch = RecordBatches.of(Compression.NONE, 1, new byte[100]);
        // The length of 200 million bytes as a zig-zag varint in place of the true one and what follows it.
        byte[] length = {(byte) 0x80, (byte) 0x88, (byte) 0xde, (byte) 0xbe, 0x01};
        System.arraycopy(length, 0, recordBatch.bytes(), RecordBatchLayout.RECORDS_POSITION, length.length);
        cursor.open(recordBatch);

        assertThatThrownBy(cursor::next)
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("bytes remain");
        assertThat(buffer.bytes().length).isLessThanOrEqualTo(MIB);
    }

    @Test
    void noticesFewerRecordsThanCounted() throws IOException {
        RecordBatchView recordBatch = RecordBatches.of(Compression.NONE, 3, new byte[1]);
        recordBatch.bytes()[RecordBatchLayout.RECORD_COUNT_POSITION + 3] = 4;
        cursor.open(recordBatch);

        assertThatThrownBy(() -> {
                    while (cursor.next()) {}
                })
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("made here, byte 0: record batch at offset 0: record 4 of 4");
    }

    @Test
    void noticesMoreRecordsThanCounted() throws IOException {
        RecordBatchView recordBatch = RecordBatches.of(Compression.gzip().build(), 3, new byte[1]);
        recordBatch.bytes()[RecordBatchLayout.RECORD_COUNT_POSITION + 3] = 2;
        cursor.open(recordBatch);

        assertThatThrownBy(() -> {
                    while (cursor.next()) {}
                })
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("more bytes found after its 2 records");
    }

    @Test
    void noticesAnOffsetAfterTheLastOfTheBatch() throws IOException {
        RecordBatchView recordBatch = RecordBatches.of(Compression.NONE, 3, new byte[1]);
        recordBatch.bytes()[RecordBatchLayout.LAST_OFFSET_DELTA_POSITION + 3] = 1;
        cursor.open(recordBatch);

        assertThatThrownBy(() -> {
                    while (cursor.next()) {}
                })
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("offset delta of 2");
    }

    @Test
    void startsAnewAfterABatchThatWasLeftHalfWay() throws IOException {
        cursor.open(RecordBatches.of(Compression.lz4().build(), 1000, new byte[1000]));
        cursor.next();

        cursor.open(RecordBatches.of(Compression.NONE, 2, new byte[] {7}));

        assertThat(cursor.next()).isTrue();
        assertThat(buffer.bytes()[cursor.valuePosition()]).isEqualTo((byte) 7);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void keepsDecompressedBytesOverAReset() throws IOException {
        cursor.open(RecordBatches.of(Compression.snappy().build(), 100, new byte[] {1, 2, 3}));
        int count = 0;
        while (cursor.next()) {
            byte[] value = Arrays.copyOfRange(cursor.bytes(), cursor.valuePosition(), cursor.valuePosition() + 3);
            assertThat(value).containsExactly(1, 2, 3);
            buffer.reset();
            assertThat(buffer.usedLength()).isZero();
            count++;
        }
        assertThat(count).isEqualTo(100);
    }

    @Test
    void refusesASnappyChunkThatClaimsToBeHuge() {
        RecordBatchView recordBatch = RecordBatches.of(Compression.snappy().build(), 100, new byte[100]);
        int chunkLengthPosition = RecordBatchLayout.RECORDS_POSITION + 16;
        recordBatch.bytes()[chunkLengthPosition] = 0x7f;

        assertThatThrownBy(() -> cursor.open(recordBatch))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("snappy chunk");
    }

    @Test
    void refusesASnappyBlockThatClaimsToExpandTooFar() {
        RecordBatchView recordBatch = RecordBatches.of(Compression.snappy().build(), 100, new byte[100]);
        int uncompressedLengthPosition = RecordBatchLayout.RECORDS_POSITION + 20;
        Arrays.fill(recordBatch.bytes(), uncompressedLengthPosition, uncompressedLengthPosition + 3, (byte) 0xff);

        assertThatThrownBy(() -> cursor.open(recordBatch))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("claims to expand");
    }
}
