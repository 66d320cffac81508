package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

final class FetchedRecordBatchesTest {
    private static final int BATCHES = 3;

    private final ByteBuffer response = response();

    @Test
    void givesEveryWholeBatchWhereverTheResponseIsCut() throws IOException {
        int size = response.remaining() / BATCHES;
        for (int length = 0; length <= response.remaining(); length++) {
            FetchedRecordBatches fetched =
                    fetched(response.duplicate().limit(length).slice());
            assertThat(baseOffsets(fetched)).hasSize(length / size);
            assertThat(fetched.isEmpty()).isEqualTo(length < size);
            assertThat(fetched.nextOffset()).isEqualTo(10 + 2L * (length / size));
            assertThat(fetched.length()).isEqualTo(length / size * size);
        }
    }

    @Test
    void refusesALyingLength() {
        for (int lie : new int[] {-1, 0, 10, Integer.MIN_VALUE}) {
            ByteBuffer lying = copy(response);
            lying.putInt(RecordBatchLayout.LENGTH_POSITION, lie);
            assertThatThrownBy(() -> fetched(lying))
                    .isInstanceOf(CorruptSegmentException.class)
                    .hasMessageContaining("some broker, byte 0");
        }
    }

    @Test
    void leavesOutABatchThatClaimsToBeLongerThanTheResponse() throws IOException {
        ByteBuffer lying = copy(response);
        lying.putInt(RecordBatchLayout.LENGTH_POSITION, Integer.MAX_VALUE - 100);
        assertThat(fetched(lying).isEmpty()).isTrue();
    }

    private static FetchedRecordBatches fetched(ByteBuffer bytes) throws CorruptSegmentException {
        return new FetchedRecordBatches("some broker", MemoryRecords.readableRecords(bytes), 10, List.of());
    }

    private static List<Long> baseOffsets(FetchedRecordBatches fetched) throws IOException {
        List<Long> baseOffsets = new ArrayList<>();
        RecordBatchView view = new RecordBatchView();
        while (fetched.next(view)) {
            baseOffsets.add(view.baseOffset());
        }
        return baseOffsets;
    }

    private static ByteBuffer response() {
        ByteBuffer response = ByteBuffer.allocate(1000);
        for (int i = 0; i < BATCHES; i++) {
            response.put(MemoryRecords.withRecords(
                            10 + 2L * i,
                            Compression.NONE,
                            new SimpleRecord(1, "k".getBytes(StandardCharsets.UTF_8), new byte[] {1}),
                            new SimpleRecord(2, "k".getBytes(StandardCharsets.UTF_8), new byte[] {2}))
                    .buffer());
        }
        return response.flip();
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }
}
