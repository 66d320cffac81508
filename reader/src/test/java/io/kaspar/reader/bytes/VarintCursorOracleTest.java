package io.kaspar.reader.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.kafka.common.utils.ByteUtils;
import org.junit.jupiter.api.Test;

class VarintCursorOracleTest {
    private static final int CAPACITY = 16;
    private static final long SEED = Long.getLong("kaspar.seed", System.nanoTime());

    private final VarintCursor cursor = new VarintCursor();

    @Test
    void readsIntsThatKafkaWrote() throws MalformedBytesException {
        Random random = new Random(SEED);
        for (int round = 0; round < 10_000; round++) {
            int value = random.nextInt() >> random.nextInt(32);
            ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);
            ByteUtils.writeVarint(value, buffer);

            cursor.wrap(buffer.array(), 0, buffer.position());

            assertThat(cursor.readInt()).as("seed %s", SEED).isEqualTo(value);
            assertThat(cursor.remaining()).isZero();
        }
    }

    @Test
    void readsLongsThatKafkaWrote() throws MalformedBytesException {
        Random random = new Random(SEED);
        for (int round = 0; round < 10_000; round++) {
            long value = random.nextLong() >> random.nextInt(64);
            ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);
            ByteUtils.writeVarlong(value, buffer);

            cursor.wrap(buffer.array(), 0, buffer.position());

            assertThat(cursor.readLong()).as("seed %s", SEED).isEqualTo(value);
            assertThat(cursor.remaining()).isZero();
        }
    }

    @Test
    void readsTheEndsOfTheRanges() throws MalformedBytesException {
        for (long value : new long[] {Long.MIN_VALUE, Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE, Long.MAX_VALUE}) {
            ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);
            ByteUtils.writeVarlong(value, buffer);
            cursor.wrap(buffer.array(), 0, buffer.position());
            assertThat(cursor.readLong()).isEqualTo(value);
        }
        for (int value : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);
            ByteUtils.writeVarint(value, buffer);
            cursor.wrap(buffer.array(), 0, buffer.position());
            assertThat(cursor.readInt()).isEqualTo(value);
        }
    }

    @Test
    void refusesAVarintThatDoesNotEnd() {
        byte[] endless = new byte[CAPACITY];
        java.util.Arrays.fill(endless, (byte) 0xff);

        cursor.wrap(endless, 0, CAPACITY);
        assertThatThrownBy(cursor::readInt).isInstanceOf(MalformedBytesException.class);
        cursor.wrap(endless, 0, CAPACITY);
        assertThatThrownBy(cursor::readLong).isInstanceOf(MalformedBytesException.class);
    }

    @Test
    void neverLeavesItsSlice() {
        cursor.wrap(new byte[] {(byte) 0x80, 1}, 0, 1);

        assertThatThrownBy(cursor::readInt).isInstanceOf(MalformedBytesException.class);
        assertThatThrownBy(() -> cursor.skip(1)).isInstanceOf(MalformedBytesException.class);
        assertThatThrownBy(() -> cursor.skip(-1)).isInstanceOf(MalformedBytesException.class);
    }
}
