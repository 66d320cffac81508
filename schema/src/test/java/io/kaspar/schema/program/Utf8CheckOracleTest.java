package io.kaspar.schema.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The JDK's strict decoder knows what well-formed UTF-8 is. */
final class Utf8CheckOracleTest {
    private static final byte[] INTERESTING = {
        0x00,
        0x41,
        0x7F,
        (byte) 0x80,
        (byte) 0x8F,
        (byte) 0x90,
        (byte) 0x9F,
        (byte) 0xA0,
        (byte) 0xBF,
        (byte) 0xC0,
        (byte) 0xC1,
        (byte) 0xC2,
        (byte) 0xDF,
        (byte) 0xE0,
        (byte) 0xE1,
        (byte) 0xED,
        (byte) 0xEE,
        (byte) 0xEF,
        (byte) 0xF0,
        (byte) 0xF1,
        (byte) 0xF4,
        (byte) 0xF5,
        (byte) 0xFF
    };

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    @Test
    void agreesOnEveryCombinationOfFourInterestingBytes() {
        byte[] bytes = new byte[4];
        int count = INTERESTING.length;
        for (int n = 0; n < count * count * count * count; n++) {
            for (int i = 0, rest = n; i < bytes.length; i++, rest /= count) {
                bytes[i] = INTERESTING[rest % count];
            }
            if (Utf8Check.firstFault(bytes, 0, 4) != expected(bytes, 0, 4)) {
                assertThat(Utf8Check.firstFault(bytes, 0, 4)).as("%x", n).isEqualTo(expected(bytes, 0, 4));
            }
        }
    }

    @Test
    void agreesOnLongTextsWithAFlippedBit() {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = text(random).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int position = random.nextInt(bytes.length + 1);
            int end = position + random.nextInt(bytes.length - position + 1);
            assertThat(Utf8Check.firstFault(bytes, position, end)).isEqualTo(expected(bytes, position, end));
        }
    }

    private int expected(byte[] bytes, int position, int end) {
        ByteBuffer in = ByteBuffer.wrap(bytes, position, end - position);
        CoderResult result = decoder.reset().decode(in, CharBuffer.allocate(end - position + 1), true);
        return result.isError() ? in.position() : Utf8Check.NO_FAULT;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int ascii = random.nextInt(4);
        for (int i = random.nextInt(60); i > 0; i--) {
            int codePoint = random.nextInt(4) <= ascii ? random.nextInt(0x80) : random.nextInt(0x10FFFF + 1);
            text.appendCodePoint(Character.getType(codePoint) == Character.SURROGATE ? 'x' : codePoint);
        }
        return text.toString();
    }
}
