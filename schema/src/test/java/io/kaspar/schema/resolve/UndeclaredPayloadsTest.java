package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.registry.SchemaRegistries;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.SchemaHeaders;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text columns of topics that the registry has no subject for, and payloads in them that name a schema all the same. */
final class UndeclaredPayloadsTest {
    private FakeRegistry server;
    private FramedPayloadDecoder decoder;
    private int known;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
        known = server.register("com.example.Order", "\"string\"");
        decoder = decoder(PayloadSide.VALUE);
    }

    @AfterEach
    void stop() {
        decoder.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(PayloadSide.class)
    void aPayloadThatNamesAKnownSchemaIsNoText(PayloadSide side) {
        try (FramedPayloadDecoder ofSide = decoder(side)) {
            byte[] payload = framed(known, "hello");
            assertThatThrownBy(() -> decode(ofSide, payload))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("the " + side.word() + " begins like a registry's frame")
                    .hasMessageContaining("version 1 of subject com.example.Order")
                    .hasMessageContaining("no subject t-" + side.word())
                    .hasMessageContaining("set " + side.word() + ".subject");
        }
    }

    @Test
    void aDeletedSubjectIsNamedWithItsVersion() {
        int id = server.register("t-value", "\"long\"");
        server.delete("t-value");

        assertThatThrownBy(() -> decode(decoder, framed(id, "x")))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("version 1 of subject t-value")
                .hasMessageContaining("was deleted")
                .hasMessageContaining("value.schema.version");
    }

    @Test
    void aGuidThatTheRegistryKnowsIsNoTextEither() {
        UUID guid = UUID.fromString(server.guid(known));
        byte[] payload = ByteBuffer.allocate(20)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .put("abc".getBytes(StandardCharsets.US_ASCII))
                .array();
        assertThatThrownBy(() -> decode(decoder, payload)).hasMessageContaining("GUID " + guid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "plain text that is longer", "\0", "\0abc", "\0\0\0\0cx", "\1 0123456789abcdefgh"})
    void whateverElseBeginsLikeThatStaysText(String text) throws IOException {
        assertThat(decode(decoder, text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void ordinaryTextAsksTheRegistryNothing() throws IOException {
        decode(decoder, "hello, world".getBytes(StandardCharsets.UTF_8));

        assertThat(server.requestCount()).isZero();
    }

    @Test
    void aBlockStopsAtThePayloadThatIsNoText() throws IOException {
        byte[] buffer = new byte[100];
        byte[][] payloads = {
            "one".getBytes(StandardCharsets.UTF_8),
            new byte[0],
            framed(99, "x"),
            "two".getBytes(StandardCharsets.UTF_8),
            framed(known, "y"),
            "three".getBytes(StandardCharsets.UTF_8)
        };
        int[] positions = new int[payloads.length + 1];
        int[] lengths = new int[payloads.length + 1];
        int position = 0;
        for (int i = 0; i < payloads.length; i++) {
            System.arraycopy(payloads[i], 0, buffer, position, payloads[i].length);
            positions[i] = position;
            lengths[i] = payloads[i].length;
            position += payloads[i].length;
        }
        lengths[payloads.length] = -1;
        RecordingSink sink = new RecordingSink(DataTypes.StringType);

        assertThat(decoder.decodeAll(buffer, positions, lengths, 0, lengths.length, sink))
                .isEqualTo(4);
        assertThat(sink.count()).isEqualTo(4);
        assertThat(sink.value(2)).isEqualTo("\0\0\0\0cx");
        assertThat(decoder.decodeAll(buffer, positions, lengths, 5, lengths.length, sink))
                .isEqualTo(lengths.length);
        assertThat(sink.value(5)).isNull();
    }

    @Test
    void textThatNamesARandomIdEachIsNotAskedForOneByOne() throws IOException {
        for (int id = 1_000; id < 3_000; id++) {
            assertThat(decode(decoder, framed(id & 0x7F7F7F7F, "x"))).isNotNull();
        }
        assertThat(server.requestCount()).isLessThanOrEqualTo(UnknownIds.MAX_ASKED);
    }

    @Test
    void aRegistryThatFailsIsNoWordOnThePayload() {
        server.failNext(Integer.MAX_VALUE, 500);

        assertThatThrownBy(() -> decode(decoder, framed(known, "x"))).isInstanceOf(SchemaRegistryException.class);
    }

    private FramedPayloadDecoder decoder(PayloadSide side) {
        return FramedPayloadDecoder.of(
                new PayloadSchema.Undeclared("t-" + side.word()),
                side,
                DataTypes.StringType,
                PayloadFormats.all(),
                () -> SchemaRegistries.open(TestOptions.of(server)));
    }

    private static @Nullable Object decode(FramedPayloadDecoder decoder, byte[] payload) throws IOException {
        RecordingSink sink = new RecordingSink(DataTypes.StringType);
        decoder.decode(payload, 0, payload.length, SchemaHeaders.none(), sink);
        return sink.only();
    }

    private static byte[] framed(int schemaId, String rest) {
        byte[] text = rest.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + text.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(text)
                .array();
    }
}
