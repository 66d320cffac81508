package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.SchemaRegistries;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.wire.PayloadFrame;
import io.kaspar.schema.wire.SchemaHeaders;
import io.kaspar.schema.wire.WindowKind;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that a window stands behind. */
final class KeyWindowTest {
    private static final long START_MS = 1_767_225_600_000L;
    private static final long END_MS = START_MS + 300_000;
    private static final PayloadSchema TEXT = new PayloadSchema.Raw(RawFormat.STRING);
    private static final PayloadSchema LONG = new PayloadSchema.Raw(RawFormat.LONG);

    private static PayloadSchema given(SchemaKind kind, String text, PayloadFrame frame, DataType type) {
        return new PayloadSchema.Given(new SchemaText(kind, text, List.of()), frame, PayloadOptions.DEFAULT, type);
    }

    /** What the key is by itself, its bytes, and its value. */
    private static Stream<Arguments> keys() {
        StructType id = new StructType().add("id", DataTypes.LongType, true);
        return Stream.of(
                Arguments.of(TEXT, "k".getBytes(StandardCharsets.UTF_8), "k"),
                Arguments.of(TEXT, new byte[0], ""),
                Arguments.of(new PayloadSchema.Undeclared("t-key"), "k".getBytes(StandardCharsets.UTF_8), "k"),
                Arguments.of(new PayloadSchema.Undecoded("odd"), new byte[] {0, 1}, ByteBuffer.wrap(new byte[] {0, 1})),
                Arguments.of(LONG, HexFormat.of().parseHex("000000000000002a"), 42L),
                Arguments.of(
                        given(SchemaKind.JSON_COLUMNS, "id BIGINT", PayloadFrame.NONE, id),
                        "{\"id\":42}".getBytes(StandardCharsets.UTF_8),
                        Map.of("id", 42L)),
                Arguments.of(
                        given(SchemaKind.CSV_COLUMNS, "id BIGINT", PayloadFrame.NONE, id),
                        "42".getBytes(StandardCharsets.UTF_8),
                        Map.of("id", 42L)),
                Arguments.of(
                        given(SchemaKind.AVRO, "\"long\"", PayloadFrame.GLUE, DataTypes.LongType),
                        HexFormat.of().parseHex("03000123456789abcdef0123456789abcdef54"),
                        42L),
                Arguments.of(
                        given(
                                SchemaKind.PROTOBUF,
                                "syntax = \"proto3\"; message K { int64 id = 1; }",
                                PayloadFrame.CONFLUENT,
                                id),
                        HexFormat.of().parseHex("000000000700082a"),
                        Map.of("id", 42L)));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void standsBehindKeysOfEachFormat(PayloadSchema schema, byte[] key, Object value) throws Exception {
        for (KeyWindow window : List.of(
                new KeyWindow(WindowKind.TIME),
                new KeyWindow(WindowKind.TIME, END_MS - START_MS),
                new KeyWindow(WindowKind.SESSION),
                new KeyWindow(WindowKind.STORE, END_MS - START_MS))) {
            PayloadSchema windowed = new PayloadSchema.Windowed(schema, window);
            byte[] bytes = concat(key, window(window.kind(), START_MS, END_MS));
            Map<String, @Nullable Object> expected = window.kind() == WindowKind.SESSION || window.sizeMs() > 0
                    ? Map.of("key", value, "window_start", START_MS * 1000, "window_end", END_MS * 1000)
                    : Map.of("key", value, "window_start", START_MS * 1000);

            assertThat(decoded(windowed, windowed.dataType(), bytes)).isEqualTo(expected);
            assertThat(decodedTogether(windowed, windowed.dataType(), bytes)).isEqualTo(expected);
        }
    }

    @Test
    void isReadWithoutTheKeyWhereOnlyItIsWanted() throws Exception {
        PayloadSchema windowed = new PayloadSchema.Windowed(LONG, new KeyWindow(WindowKind.SESSION));
        StructType wanted = new StructType()
                .add("window_end", DataTypes.TimestampType, true)
                .add("window_start", DataTypes.TimestampType, true);
        byte[] noLong = concat(new byte[3], window(WindowKind.SESSION, START_MS, END_MS));

        assertThat(decoded(windowed, wanted, noLong))
                .isEqualTo(Map.of("window_start", START_MS * 1000, "window_end", END_MS * 1000));
        assertThat(decodedTogether(windowed, wanted, noLong))
                .isEqualTo(Map.of("window_start", START_MS * 1000, "window_end", END_MS * 1000));
        assertThat(decoded(windowed, new StructType(), noLong)).isEqualTo(Map.of());
    }

    @Test
    void endsWithAllTimesWhereItsSizeIsTooLong() throws Exception {
        PayloadSchema windowed = new PayloadSchema.Windowed(TEXT, new KeyWindow(WindowKind.TIME, Long.MAX_VALUE));

        assertThat(decoded(windowed, windowed.dataType(), window(WindowKind.TIME, START_MS, END_MS)))
                .isEqualTo(
                        Map.of("key", "", "window_start", START_MS * 1000, "window_end", Long.MAX_VALUE / 1000 * 1000));
    }

    @Test
    void stopsAtTheFirstKeyThatHasNone() throws Exception {
        PayloadSchema windowed = new PayloadSchema.Windowed(LONG, new KeyWindow(WindowKind.TIME));
        byte[] good = concat(new byte[8], window(WindowKind.TIME, START_MS, END_MS));
        byte[] badKey = concat(new byte[7], window(WindowKind.TIME, START_MS, END_MS));
        byte[] bytes = concat(good, badKey);
        int[] positions = {0, 0, 0, 0, good.length};

        assertThat(decoder(windowed, windowed.dataType())
                        .decodeAll(bytes, positions, new int[] {16, -1, 16, 7, 15}, 0, 5, sink(windowed)))
                .isEqualTo(3);
        assertThat(decoder(windowed, windowed.dataType())
                        .decodeAll(bytes, positions, new int[] {16, -1, 16, 16, 15}, 1, 5, sink(windowed)))
                .isEqualTo(4);
    }

    /** A kind, the hexadecimal bytes of a key, and what is wrong with it. */
    private static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of(WindowKind.TIME, "", "has 0 bytes, and 8 of them would be its window"),
                Arguments.of(WindowKind.TIME, "00000000000000", "has 7 bytes, and 8 of them would be its window"),
                Arguments.of(WindowKind.STORE, "0000000000000000000000", "has 11 bytes, and 12 of them"),
                Arguments.of(WindowKind.SESSION, "000000000000000000000000000000", "has 15 bytes, and 16 of them"),
                Arguments.of(WindowKind.TIME, "ffffffffffffffff", "the last 8 bytes are no time"),
                Arguments.of(WindowKind.TIME, "637573746f6d6572", "the last 8 bytes are no time"),
                Arguments.of(WindowKind.SESSION, "00000000000000078000000000000000", "the last 16 bytes are no time"),
                Arguments.of(WindowKind.SESSION, "7fffffffffffffff0000000000000007", "the last 16 bytes are no time"),
                Arguments.of(WindowKind.SESSION, "00000000000000060000000000000007", "end before it starts"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void isSaidToBeMissing(WindowKind kind, String hex, String problem) throws Exception {
        PayloadSchema windowed = new PayloadSchema.Windowed(TEXT, new KeyWindow(kind));
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> decoded(windowed, windowed.dataType(), bytes))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("; key.window is " + kind.optionValue() + ": set it to how");
        assertThat(decoder(windowed, windowed.dataType())
                        .decodeAll(bytes, new int[] {0}, new int[] {bytes.length}, 0, 1, sink(windowed)))
                .isZero();
        assertThat(decoder(windowed, windowed.dataType()).schemaId(bytes, 0, bytes.length, SchemaHeaders.none()))
                .isEqualTo(-1);
    }

    @Test
    void leavesTheIdInFrontOfTheKey() {
        byte[] bytes = concat(HexFormat.of().parseHex("000000000754"), window(WindowKind.TIME, START_MS, END_MS));

        assertThat(idOf(bytes, bytes.length)).isEqualTo(7);
        // five bytes would be the frame of an id, were they not the window's
        assertThat(idOf(new byte[8], 8)).isEqualTo(-1);
    }

    private static int idOf(byte[] bytes, int length) {
        PayloadSchema registered = new PayloadSchema.Registered(
                "t-key", 1, 7, SchemaText.avro("\"long\""), PayloadOptions.DEFAULT, DataTypes.LongType);
        return decoder(new PayloadSchema.Windowed(registered, new KeyWindow(WindowKind.TIME)), new StructType())
                .schemaId(bytes, 0, length, SchemaHeaders.none());
    }

    @Test
    void isSaidByOptionsOfTheTopic() throws Exception {
        TopicSchemas schemas = new TopicSchemas(null, PayloadFormats.all());
        KeyWindow window = new KeyWindow(WindowKind.TIME);

        assertThat(schemas.resolve("t", options(SideOptions.raw(RawFormat.LONG).with(window)))
                        .key())
                .isEqualTo(new PayloadSchema.Windowed(LONG, window));
        GivenFormat nonsense = new GivenFormat.BySchema(SchemaText.avro("nonsense"));
        assertThat(schemas.resolve(
                                "t",
                                options(new SideOptions(nonsense, null, null, VersionSelector.LATEST).with(window)))
                        .key())
                .isInstanceOf(PayloadSchema.Unavailable.class);
    }

    @Test
    void ofAKeyThatNobodyMayReadIsNotReadEither() throws Exception {
        try (FakeRegistry server = FakeRegistry.start();
                SchemaRegistry registry = SchemaRegistries.open(TestOptions.of(server))) {
            server.plant("/subjects/t-key/versions/latest", 403, "{}");
            TopicSchemas schemas = new TopicSchemas(registry, PayloadFormats.all());
            SideOptions key = SideOptions.DEFAULT.with(new KeyWindow(WindowKind.TIME));

            assertThat(schemas.resolve("t", PayloadSide.KEY, options(key)))
                    .isInstanceOf(PayloadSchema.Unavailable.class);
        }
    }

    @Test
    void ofASessionHasNoSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyWindow(WindowKind.SESSION, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyWindow(WindowKind.TIME, -1));
    }

    private static ResolveOptions options(SideOptions key) {
        return new ResolveOptions(key, SideOptions.DEFAULT, SubjectStrategy.TOPIC_NAME, PayloadOptions.DEFAULT);
    }

    private static byte[] window(WindowKind kind, long startMs, long endMs) {
        return switch (kind) {
            case TIME -> ByteBuffer.allocate(8).putLong(startMs).array();
            case SESSION ->
                ByteBuffer.allocate(16).putLong(endMs).putLong(startMs).array();
            case STORE -> ByteBuffer.allocate(12).putLong(startMs).putInt(-7).array();
        };
    }

    private static @Nullable Object decoded(PayloadSchema schema, DataType projection, byte[] bytes) throws Exception {
        RecordingSink sink = new RecordingSink(projection);
        decoder(schema, projection).decode(bytes, 0, bytes.length, SchemaHeaders.none(), sink);
        return sink.only();
    }

    /** As one of several. */
    private static @Nullable Object decodedTogether(PayloadSchema schema, DataType projection, byte[] bytes)
            throws Exception {
        RecordingSink sink = new RecordingSink(projection);
        int length = bytes.length;
        int stopped = decoder(schema, projection)
                .decodeAll(bytes, new int[] {0, 9, 0}, new int[] {length, -1, length}, 0, 3, sink);
        assertThat(stopped).isEqualTo(3);
        assertThat(sink.value(1)).isNull();
        assertThat(sink.value(2)).isEqualTo(sink.value(0));
        return sink.value(0);
    }

    private static RecordingSink sink(PayloadSchema schema) {
        return new RecordingSink(schema.dataType());
    }

    private static FramedPayloadDecoder decoder(PayloadSchema schema, DataType projection) {
        return FramedPayloadDecoder.of(schema, PayloadSide.KEY, projection, PayloadFormats.all(), null);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
