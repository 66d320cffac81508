package io.kaspar.schema.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every decoder of a format keeps to, whatever the format; each format has a test that extends this. */
public abstract class PayloadFormatContract {
    private static final byte PADDING_BYTE = 0x5A;
    private static final int PREFIX_LENGTH = 5;

    /** A new decoder; all of a test are for the same schemas. */
    protected abstract PayloadDecoder decoder() throws IOException;

    /** What its sink is made for. */
    protected abstract DataType type() throws IOException;

    /** Different payloads that can be decoded. */
    protected abstract List<byte[]> goodPayloads() throws IOException;

    /** Payloads that cannot be decoded. */
    protected abstract List<byte[]> badPayloads();

    @Test
    public void manyAtOnceAreWhatEachIsAlone() throws IOException {
        List<@Nullable Object> alone = new ArrayList<>();
        for (byte[] payload : goodPayloads()) {
            alone.add(decodeOne(payload));
        }
        Block block = new Block(goodPayloads());
        RecordingSink sink = new RecordingSink(type());

        assertThat(block.decode(decoder(), 0, sink)).isEqualTo(alone.size());

        for (int i = 0; i < alone.size(); i++) {
            assertThat(sink.value(i)).isEqualTo(alone.get(i));
        }
    }

    @Test
    public void aMissingPayloadIsNull() throws IOException {
        Block block = new Block(
                Arrays.asList(goodPayloads().get(0), null, goodPayloads().get(0)));
        RecordingSink sink = new RecordingSink(type());

        assertThat(block.decode(decoder(), 0, sink)).isEqualTo(3);

        assertThat(sink.value(1)).isNull();
        assertThat(sink.value(2)).isEqualTo(sink.value(0));
    }

    @Test
    public void whatCannotBeDecodedIsRefused() throws IOException {
        for (byte[] payload : badPayloads()) {
            assertThatThrownBy(() -> decodeOne(payload))
                    .as(Arrays.toString(payload))
                    .isInstanceOf(PayloadException.class);
        }
    }

    @Test
    public void aBlockStopsAtWhatCannotBeDecodedAndGoesOnBehindIt() throws IOException {
        byte[] good = goodPayloads().get(0);
        for (byte[] bad : badPayloads()) {
            Block block = new Block(List.of(good, bad, good));
            PayloadDecoder decoder = decoder();

            assertThat(block.decode(decoder, 0, new RecordingSink(type()))).isEqualTo(1);
            RecordingSink behind = new RecordingSink(type());
            assertThat(block.decode(decoder, 2, behind)).isEqualTo(3);
            assertThat(behind.only()).isEqualTo(decodeOne(good));
        }
    }

    @Test
    public void nothingOutsideOfAPayloadIsRead() throws IOException {
        for (byte[] payload : goodPayloads()) {
            for (int length = 0; length < payload.length; length++) {
                byte[] exact = Arrays.copyOf(payload, length);
                byte[] padded = Arrays.copyOf(payload, payload.length);
                assertThat(outcome(padded, length)).isEqualTo(outcome(exact, length));
            }
        }
    }

    private @Nullable Object decodeOne(byte[] payload) throws IOException {
        RecordingSink sink = new RecordingSink(type());
        decoder().decode(payload, 0, payload.length, sink);
        return sink.only();
    }

    /** The value, or that there is none. */
    private @Nullable Object outcome(byte[] buffer, int length) throws IOException {
        RecordingSink sink = new RecordingSink(type());
        try {
            decoder().decode(buffer, 0, length, sink);
            return sink.only();
        } catch (PayloadException e) {
            return PayloadException.class;
        }
    }

    /** Payloads in one buffer, each behind a prefix, with something else between them. */
    private static final class Block {
        private final byte[] buffer;
        private final int[] positions;
        private final int[] lengths;

        Block(List<byte @Nullable []> payloads) {
            int size = payloads.stream()
                    .mapToInt(payload -> 2 * PREFIX_LENGTH + (payload == null ? 0 : payload.length))
                    .sum();
            buffer = new byte[size];
            Arrays.fill(buffer, PADDING_BYTE);
            positions = new int[payloads.size()];
            lengths = new int[payloads.size()];
            int position = 0;
            for (int i = 0; i < payloads.size(); i++) {
                byte[] payload = payloads.get(i);
                positions[i] = position;
                lengths[i] = payload == null ? -1 : PREFIX_LENGTH + payload.length;
                if (payload != null) {
                    System.arraycopy(payload, 0, buffer, position + PREFIX_LENGTH, payload.length);
                    position += payload.length;
                }
                position += 2 * PREFIX_LENGTH;
            }
        }

        int decode(PayloadDecoder decoder, int from, ValueSink sink) {
            return decoder.decodeAll(buffer, positions, lengths, PREFIX_LENGTH, from, positions.length, sink);
        }
    }
}
