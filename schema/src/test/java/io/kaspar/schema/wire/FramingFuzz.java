package io.kaspar.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.fuzz.FuzzTarget;
import java.util.List;

/** Framing, and the message indexes behind it. The first byte says how much of the rest is a header. */
final class FramingFuzz implements FuzzTarget {
    private final FramingCursor cursor = new FramingCursor();
    private final MessageIndexCursor indexes = new MessageIndexCursor();

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int headerLength = Math.min(input[0] & 0x7f, input.length - 1);
        int position = 1 + headerLength;
        int length = input.length - position;
        boolean framed = input[0] < 0
                ? cursor.read(input, position, length)
                : cursor.read(input, position, length, 1, headerLength);
        if (!framed) {
            assertThat(cursor.problem("value.format", "value.framing"))
                    .contains("value.format")
                    .hasSizeLessThan(300);
            return;
        }
        assertThat(cursor.payloadPosition()).isBetween(position, input.length);
        assertThat(cursor.payloadPosition() + cursor.payloadLength()).isEqualTo(input.length);
        assertThat(cursor.hasGuid()).isEqualTo(cursor.schemaId() == FramingCursor.NO_ID);
        readIndexes(input);
    }

    private void readIndexes(byte[] input) {
        if (!indexes.read(input, cursor.indexesPosition(), cursor.indexesMaxLength())) {
            return;
        }
        int end = cursor.indexesPosition() + cursor.indexesMaxLength();
        assertThat(indexes.endPosition()).isBetween(cursor.indexesPosition() + 1, end);
        assertThat(indexes.count()).isBetween(1, Math.max(1, cursor.indexesMaxLength()));
        for (int depth = 0; depth < indexes.count(); depth++) {
            assertThat(indexes.index(depth)).isNotNegative();
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                new byte[] {-1, 0, 0, 0, 0, 7, 2, 0, 1},
                new byte[] {-1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 4, 2, 4, 9},
                new byte[] {6, 0, 0, 0, 0, 7, 0, 1, 2, 3});
    }
}
