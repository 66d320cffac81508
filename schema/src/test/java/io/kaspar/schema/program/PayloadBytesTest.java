package io.kaspar.schema.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers of random bytes: what {@link PayloadCursor} reads, and where it ends. */
class PayloadBytesTest {
    private static final int ROUNDS = 200_000;
    private static final int MAX_LENGTH = 24;

    private final Random random = new Random(Seed.next("PayloadBytesTest"));

    @Test
    void readsNumbersAsTheCursorDoes() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = numbers();
            int position = random.nextInt(bytes.length + 1);
            int end = position + random.nextInt(bytes.length - position + 1);
            checkLong(bytes, position, end);
            checkInt(bytes, position, end);
        }
    }

    @Test
    void passesOverNeighboursAsTheCursorDoes() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = numbers();
            int position = random.nextInt(bytes.length + 1);
            int end = position + random.nextInt(bytes.length - position + 1);
            int count = 2 + random.nextInt(2);
            int intMask = random.nextInt(1 << count);
            assertThat(PayloadBytes.varintsEnd(bytes, position, end, count, intMask))
                    .isEqualTo(endByCursor(bytes, position, end, count, intMask));
        }
    }

    private void checkLong(byte[] bytes, int position, int end) {
        PayloadCursor cursor = cursor(bytes, position, end);
        int next = PayloadBytes.longEnd(bytes, position, end);
        try {
            long value = cursor.readRawLong();
            assertThat(next).isEqualTo(cursor.position());
            assertThat(PayloadBytes.number(bytes, position, next)).isEqualTo(value);
        } catch (PayloadException e) {
            assertThat(next).isEqualTo(PayloadBytes.NO_END);
        }
    }

    private void checkInt(byte[] bytes, int position, int end) {
        PayloadCursor cursor = cursor(bytes, position, end);
        int next = PayloadBytes.intEnd(bytes, position, end);
        try {
            int value = cursor.readRawInt();
            assertThat(next).isEqualTo(cursor.position());
            assertThat((int) PayloadBytes.number(bytes, position, next)).isEqualTo(value);
        } catch (PayloadException e) {
            assertThat(next).isEqualTo(PayloadBytes.NO_END);
        }
    }

    private static int endByCursor(byte[] bytes, int position, int end, int count, int intMask) {
        PayloadCursor cursor = cursor(bytes, position, end);
        try {
            for (int i = 0; i < count; i++) {
                boolean isInt = ((intMask >> i) & 1) == 1;
                cursor.skipVarint(isInt ? PayloadCursor.MAX_INT_BYTES : PayloadCursor.MAX_LONG_BYTES);
            }
            return cursor.position();
        } catch (PayloadException e) {
            return PayloadBytes.NO_END;
        }
    }

    private static PayloadCursor cursor(byte[] bytes, int position, int end) {
        PayloadCursor cursor = new PayloadCursor("test");
        cursor.reset(bytes, position, end - position);
        return cursor;
    }

    /** Bytes of which most say that more follow, or few, or half of them. */
    private byte[] numbers() {
        byte[] bytes = new byte[random.nextInt(MAX_LENGTH)];
        int more = 1 + random.nextInt(9);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(128) | (random.nextInt(10) < more ? 0x80 : 0));
        }
        return bytes;
    }
}
