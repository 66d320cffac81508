package io.kaspar.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MessageIndexCursorTest {
    private final MessageIndexCursor cursor = new MessageIndexCursor();

    @Test
    void aSingleZeroIsTheFirstMessage() {
        boolean read = cursor.read(new byte[] {9, 0, 77}, 1, 2);

        assertThat(read).isTrue();
        assertThat(cursor.count()).isEqualTo(1);
        assertThat(cursor.index(0)).isZero();
        assertThat(cursor.endPosition()).isEqualTo(2);
    }

    @Test
    void readsTheWayToANestedMessage() {
        boolean read = cursor.read(new byte[] {4, 2, 0x80 - 256, 2, 77}, 0, 5);

        assertThat(read).isTrue();
        assertThat(cursor.count()).isEqualTo(2);
        assertThat(cursor.index(0)).isEqualTo(1);
        assertThat(cursor.index(1)).isEqualTo(128);
        assertThat(cursor.endPosition()).isEqualTo(4);
    }

    @Test
    void refusesACountBeyondWhatThereIs() {
        byte[] twoThousandMillion = {-2, -1, -1, -1, 14, 2, 2};

        assertThat(cursor.read(twoThousandMillion, 0, 7)).isFalse();
        assertThat(cursor.count()).isZero();
    }

    @Test
    void refusesNegativeNumbers() {
        assertThat(cursor.read(new byte[] {1, 0}, 0, 2)).isFalse();
        assertThat(cursor.read(new byte[] {2, 1}, 0, 2)).isFalse();
    }

    @Test
    void refusesAVarintWithoutEnd() {
        assertThat(cursor.read(new byte[] {-1, -1, -1, -1, -1, -1, -1}, 0, 7)).isFalse();
    }

    @Test
    void readsWhatWasWrittenAndRefusesItCutOff() {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int[] indexes = random.ints(1 + random.nextInt(12), 0, Integer.MAX_VALUE)
                    .map(i -> i >>> random.nextInt(31))
                    .toArray();
            byte[] bytes = written(indexes);
            assertThat(cursor.read(bytes, 0, bytes.length)).isTrue();
            assertThat(cursor.count()).isEqualTo(indexes.length);
            for (int depth = 0; depth < indexes.length; depth++) {
                assertThat(cursor.index(depth)).isEqualTo(indexes[depth]);
            }
            for (int length = 0; length < bytes.length; length++) {
                assertThat(cursor.read(bytes, 0, length)).isFalse();
            }
        }
    }

    private static byte[] written(int[] indexes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeVarint(out, indexes.length);
        for (int index : indexes) {
            writeVarint(out, index);
        }
        return out.toByteArray();
    }

    private static void writeVarint(ByteArrayOutputStream out, int value) {
        int raw = (value << 1) ^ (value >> 31);
        while ((raw & ~0x7F) != 0) {
            out.write((raw & 0x7F) | 0x80);
            raw >>>= 7;
        }
        out.write(raw);
    }
}
