package io.kaspar.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.Seed;
import io.kaspar.schema.program.Utf8Check;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtobufBytesTest {
    private static final int TRIES = 20_000;

    @Test
    void findsTheOneByteThatIsNoText() {
        Random random = new Random(Seed.next("ProtobufBytesTest"));
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            Arrays.fill(bytes, (byte) 'a');
            int start = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - start + 1);
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) 0xFF;
            }

            assertThat(ProtobufBytes.isUtf8(bytes, start, length))
                    .as("%s, %s bytes from %s", Arrays.toString(bytes), length, start)
                    .isEqualTo(Utf8Check.firstFault(bytes, start, start + length) == Utf8Check.NO_FAULT);
        }
    }
}
