package io.kaspar.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

final class BranchIndexCursorTest {
    private final BranchIndexCursor cursor = new BranchIndexCursor();

    @Test
    void readsWhatAvroWrites() throws IOException {
        for (int index : new int[] {0, 1, 63, 64, 8191, 8192, Integer.MAX_VALUE}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(9);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            encoder.writeIndex(index);
            encoder.flush();

            assertThat(cursor.read(bytes.toByteArray(), 1, bytes.size() - 1)).isTrue();
            assertThat(cursor.index()).isEqualTo(index);
            assertThat(cursor.endPosition()).isEqualTo(bytes.size());
        }
    }

    @Test
    void refusesWhatEndsOrIsNegativeOrTooLong() {
        assertThat(cursor.read(new byte[] {2}, 0, 0)).isFalse();
        assertThat(cursor.read(new byte[] {2, (byte) 0x80, 2}, 1, 1)).isFalse();
        assertThat(cursor.read(new byte[] {1}, 0, 1)).isFalse();
        assertThat(cursor.read(new byte[] {-1, -1, -1, -1, -1, 0}, 0, 6)).isFalse();
    }
}
