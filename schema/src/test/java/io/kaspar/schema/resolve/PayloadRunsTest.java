package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.format.ValueSink;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Payloads are decoded together where their frames are equal, whatever the length of these. */
class PayloadRunsTest {
    private static final int TRIES = 3_000;
    private static final int MAX_FRAME_LENGTH = 20;

    private final Random random = new Random(Seed.next("PayloadRunsTest"));

    @Test
    void runsEndWhereAFrameIsAnotherOne() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            int frameLength = random.nextInt(MAX_FRAME_LENGTH + 1);
            List<byte[]> payloads = payloads(frameLength);
            ByteArrayOutputStream buffer = new ByteArrayOutputStream();
            int[] positions = new int[payloads.size()];
            int[] lengths = new int[payloads.size()];
            for (int k = 0; k < positions.length; k++) {
                positions[k] = buffer.size();
                lengths[k] = random.nextInt(8) == 0 ? -1 : payloads.get(k).length;
                buffer.writeBytes(payloads.get(k));
            }
            buffer.writeBytes(new byte[random.nextInt(12)]); // most arrays go on behind the last payload
            Decoded decoded = new Decoded(frameLength);

            int stopped = PayloadRuns.decodeAll(
                    buffer.toByteArray(),
                    positions,
                    lengths,
                    0,
                    positions.length,
                    new RecordingSink(DataTypes.IntegerType),
                    decoded);

            int expected = 0;
            while (expected < lengths.length && (lengths[expected] < 0 || lengths[expected] >= frameLength)) {
                expected++;
            }
            assertThat(stopped).as("frames of %s bytes", frameLength).isEqualTo(expected);
            List<Integer> wanted = new ArrayList<>();
            for (int k = 0; k < expected; k++) {
                if (lengths[k] >= 0) {
                    wanted.add(k);
                }
            }
            assertThat(decoded.rows).isEqualTo(wanted);
        }
    }

    /** Neighbouring frames differ in one bit or not at all; some payloads are shorter than a frame. */
    private List<byte[]> payloads(int frameLength) {
        List<byte[]> payloads = new ArrayList<>();
        byte[] frame = new byte[frameLength];
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            if (frameLength > 0 && random.nextInt(3) == 0) {
                frame[random.nextInt(frameLength)] ^= (byte) (1 << random.nextInt(8));
            }
            boolean isCut = frameLength > 0 && random.nextInt(40) == 0;
            byte[] payload =
                    Arrays.copyOf(frame, isCut ? random.nextInt(frameLength) : frameLength + random.nextInt(4));
            for (int k = frameLength; k < payload.length; k++) {
                payload[k] = (byte) random.nextInt();
            }
            payloads.add(payload);
        }
        return payloads;
    }

    /** Holds that all payloads of a run have one frame, and notes which they were. */
    private static final class Decoded implements PayloadRuns.Frames {
        private final int frameLength;
        private final List<Integer> rows = new ArrayList<>();
        private byte[] frame = {};
        private int position;

        Decoded(int frameLength) {
            this.frameLength = frameLength;
        }

        @Override
        public @Nullable PayloadDecoder decoderOf(byte[] bytes, int position, int length) {
            if (length < frameLength) {
                return null;
            }
            this.position = position;
            frame = Arrays.copyOfRange(bytes, position, position + frameLength);
            return new PayloadDecoder() {
                @Override
                public void decode(byte[] payload, int start, int payloadLength, ValueSink sink) {
                    throw new UnsupportedOperationException("one by one");
                }

                @Override
                public int decodeAll(
                        byte[] array,
                        int[] positions,
                        int[] lengths,
                        int prefixLength,
                        int from,
                        int to,
                        ValueSink sink) {
                    for (int i = from; i < to; i++) {
                        if (lengths[i] >= 0) {
                            assertThat(lengths[i]).isGreaterThanOrEqualTo(prefixLength);
                            assertThat(Arrays.copyOfRange(array, positions[i], positions[i] + prefixLength))
                                    .isEqualTo(frame);
                            rows.add(i);
                        }
                    }
                    return to;
                }
            };
        }

        @Override
        public int frameEnd() {
            return position + frameLength;
        }
    }
}
