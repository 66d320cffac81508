package io.kaspar.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.Seed;
import io.kaspar.schema.program.Utf8Check;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtobufBytesTest {
    private static final int TRIES = 20_000;

    @Test
    void findsTheOneByteThatIsNoText() {
        Random random = new Random(Seed.next("ProtobufBytesTest"));
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            Arrays.fill(bytes, (byte) 'a');
            int start = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - start + 1);
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? 0xFF : 0x80);
            }

            assertThat(ProtobufBytes.isUtf8(bytes, start, length))
                    .as("%s, %s bytes from %s", Arrays.toString(bytes), length, start)
                    .isEqualTo(Utf8Check.firstFault(bytes, start, start + length) == Utf8Check.NO_FAULT);
        }
    }

    @Test
    void takesLettersOfSeveralBytesAnywhere() {
        byte[] letter = "ü".getBytes(StandardCharsets.UTF_8);
        for (int length = letter.length; length < 60; length++) {
            for (int place = 0; place <= length - letter.length; place++) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, (byte) 'a');
                System.arraycopy(letter, 0, bytes, place, letter.length);

                assertThat(ProtobufBytes.isUtf8(bytes, 0, length)).isTrue();
                assertThat(ProtobufBytes.isUtf8(bytes, 0, place + 1)).as("cut").isFalse();
            }
        }
    }
}
