package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.registry.SchemaRegistries;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.wire.ApicurioIdKind;
import io.kaspar.schema.wire.RegistryFraming;
import io.kaspar.schema.wire.RegistryFraming.Style;
import io.kaspar.schema.wire.SchemaHeaders;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records as Apicurio's serializers write them. Headers and payloads of {@link #readsWhatAvroSerializersWrite} and {@link
 * #readsWhatProtobufSerializersWrite} were written by {@code AvroKafkaSerializer} and {@code ProtobufKafkaSerializer}, versions
 * 2.6.13.Final and 3.1.7, with registries 2.6.13.Final and 3.0.9.
 */
final class ApicurioRecordsTest {
    private static final String IDS = "/outside/apis/registry/v3/ids/";
    private static final String AVRO = "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"shop\",\"fields\":"
            + "[{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"coupon\",\"type\":[\"null\",\"string\"],\"default\":null}]}";
    private static final String PROTO = "syntax = \"proto3\"; package shop; message Refund { int64 id = 1; }"
            + " message Order { int64 id = 1; string coupon = 2; }";
    private static final Map<String, Object> ORDER = Map.of("id", 7L, "coupon", "x");
    private static final String NONE = "";

    private FakeRegistry server;
    private SchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start("/apis/ccompat/v7");
        registry = SchemaRegistries.open(TestOptions.of(server));
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        // headers, what the option says, the kind that is asked for
        "apicurio.value.globalId 0000000000000005 apicurio.value.encoding 42494e415259, 0e020278, AUTO, , global",
        "apicurio.value.contentId 0000000000000005 apicurio.value.encoding 42494e415259, 0e020278, AUTO, , content",
        "apicurio.value.contentId 0000000000000005 apicurio.value.encoding 42494e415259, 0e020278, APICURIO, , content",
        "'', 0000000000000000050e020278, APICURIO, GLOBAL, global",
        "'', 0000000000000000050e020278, APICURIO, CONTENT, content",
        "'', 00000000050e020278, APICURIO, CONTENT, content",
        "'', 00000000050e020278, APICURIO, GLOBAL, global"
    })
    void readsWhatAvroSerializersWrite(
            String headers, String payload, Style style, @Nullable ApicurioIdKind ids, String kind) throws Exception {
        plant(kind, 5, AVRO, "[]");

        assertThat(decode(avroTable(style, ids), headers, payload)).isEqualTo(ORDER);
        assertThat(decode(avroTable(style, ids), headers, payload)).isEqualTo(ORDER);
        assertThat(server.requestCount(IDS + kind + "Ids/5")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "apicurio.value.globalId 0000000000000006 apicurio.value.msgType 78 apicurio.protobuf.type 4f72646572, 0807120178, AUTO, ",
        "apicurio.value.globalId 0000000000000006 apicurio.protobuf.type 4f72646572, 070a054f726465720807120178, AUTO, ",
        "apicurio.value.globalId 0000000000000006, 070a054f726465720807120178, AUTO, ",
        "'', 000000000000000006070a054f726465720807120178, APICURIO, GLOBAL",
        "'', 0000000006070a054f726465720807120178, APICURIO, GLOBAL"
    })
    void readsWhatProtobufSerializersWrite(String headers, String payload, Style style, @Nullable ApicurioIdKind ids)
            throws Exception {
        plant("global", 6, PROTO, "[]");
        server.register("t-value", "PROTOBUF", PROTO, List.of());
        PayloadSchema table = resolve(style, ids);
        PayloadSchema.Several types = new TopicSchemas(registry, PayloadFormats.all())
                .recordTypes(table)
                .orElseThrow();
        PayloadSchema one =
                new PayloadSchema.OneOfSeveral(types, types.find("Order").orElseThrow());

        assertThat(decode(types, headers, payload)).isEqualTo(nullable("Refund", null, "Order", ORDER));
        assertThat(decode(one, headers, payload)).isEqualTo(ORDER);
        Sent sent = Sent.of(headers, payload);
        RecordTypeFinder finder = RecordTypeFinder.of(types, PayloadSide.VALUE, PayloadFormats.all(), () -> registry)
                .orElseThrow();
        assertThat(finder.name(sent.bytes(), sent.position(), sent.length(), sent.headers()))
                .isEqualTo("shop.Order".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> decode(table, headers, payload)) // the table is of the file's first message
                .hasMessageContaining("Order");
    }

    @Test
    void runsOfFramesAreDecodedTogether() throws Exception {
        plant("global", 5, AVRO, "[]");
        plant("global", 6, AVRO, "[]");
        PayloadSchema table = avroTable(Style.APICURIO, ApicurioIdKind.GLOBAL);
        String block = "0000000000000000050e020278" + "00000000000000000510020278" + "000000000612020278";
        RecordingSink sink = new RecordingSink(table.dataType());
        assertThat(decoder(table)
                        .decodeAll(
                                HexFormat.of().parseHex(block),
                                new int[] {0, 13, 26},
                                new int[] {13, 13, 9},
                                0,
                                3,
                                sink))
                .isEqualTo(3);
        assertThat(sink.value(0)).isEqualTo(ORDER);
        assertThat(sink.value(1)).isEqualTo(Map.of("id", 8L, "coupon", "x"));
        assertThat(sink.value(2)).isEqualTo(Map.of("id", 9L, "coupon", "x"));
    }

    /** As Apicurio's deserializer: a payload whose schema a header names has no frame, whatever it begins with. */
    @Test
    void headersComeBeforeFramesAndContentBeforeGlobal() throws Exception {
        String zeros = AVRO.replace("\"long\"", "{\"type\":\"fixed\",\"name\":\"F\",\"size\":9}");
        server.register("t-value", zeros);
        plant("content", 5, zeros, "[]");
        String both = "apicurio.value.globalId 0000000000000009 apicurio.value.contentId 0000000000000005";
        for (Style style : List.of(Style.AUTO, Style.APICURIO)) {
            assertThat(String.valueOf(decode(resolve(style, ApicurioIdKind.GLOBAL), both, "000000000000000007020278")))
                    .contains("coupon=x");
        }
        assertThat(server.requestCount(IDS + "globalIds/9")).isZero();
    }

    /** Content 7 and version 7 are two schemas. */
    @Test
    void kindsOfIdsAreNotMixedUp() throws Exception {
        plant("content", 7, AVRO, "[]");
        plant("global", 7, AVRO.replace("\"long\"", "\"int\"").replace("coupon", "note"), "[]");
        PayloadSchema table = avroTable(Style.AUTO, null);
        FramedPayloadDecoder decoder = decoder(table);
        for (int round = 0; round < 2; round++) {
            assertThat(decode(decoder, table, "apicurio.value.contentId 0000000000000007", "0e020278"))
                    .isEqualTo(ORDER);
            assertThat(decode(decoder, table, "apicurio.value.globalId 0000000000000007", "0e020278"))
                    .isEqualTo(nullable("id", 7L, "coupon", null));
        }
    }

    @Test
    void confluentsFramesAreReadWhereHeadersAreToBeIgnored() throws Exception {
        PayloadSchema table = avroTable(Style.CONFLUENT, null);
        String stale = "apicurio.value.globalId 0000000000000063";
        assertThat(decode(table, stale, "00000000010e020278")).isEqualTo(ORDER);

        plant("global", 99, AVRO, "[]");
        assertThatThrownBy(() -> decode(avroTable(Style.AUTO, null), stale, "00000000010e020278"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("begins like a frame: set value.framing=confluent if the header is left over");
    }

    @Test
    void referencesAreAskedForToo() throws Exception {
        String outer = AVRO.replace("\"long\"", "\"shop.Id\"");
        String id =
                "{\"type\":\"record\",\"name\":\"Id\",\"namespace\":\"shop\",\"fields\":[{\"name\":\"n\",\"type\":\"shop.N\"}]}";
        String number = "{\"type\":\"enum\",\"name\":\"N\",\"namespace\":\"shop\",\"symbols\":[\"ONE\",\"TWO\"]}";
        server.register("t-value", outer.replace("\"shop.Id\"", id.replace("\"shop.N\"", number)));
        plant(
                "content",
                5,
                outer,
                "[{\"name\":\"shop.Id\",\"artifactId\":\"the id\",\"version\":\"2\",\"groupId\":\"shop\"}]");
        String group = "/outside/apis/registry/v3/groups/";
        server.plant(group + "shop/artifacts/the%20id/versions/2/content", 200, id);
        server.plant(
                group + "shop/artifacts/the%20id/versions/2/references",
                200,
                "[{\"name\":\"shop.N\",\"artifactId\":\"n\",\"version\":\"1\"}]");
        server.plant(group + "default/artifacts/n/versions/1/content", 200, number);
        server.plant(group + "default/artifacts/n/versions/1/references", 200, "[]");

        assertThat(decode(resolve(Style.AUTO, null), "apicurio.value.contentId 0000000000000005", "02020278"))
                .isEqualTo(Map.of("id", Map.of("n", "TWO"), "coupon", "x"));
    }

    @Test
    void olderRegistriesHaveAnOlderInterface() throws Exception {
        server.plant("/outside/apis/registry/v2/ids/globalIds/5", 200, AVRO);
        server.plant("/outside/apis/registry/v2/ids/globalIds/5/references", 200, "[]");
        String header = "apicurio.value.globalId ";
        PayloadSchema table = avroTable(Style.AUTO, null);
        assertThat(decode(table, header + "0000000000000005", "0e020278")).isEqualTo(ORDER);

        server.plant(
                "/outside/apis/registry/v2/ids/globalIds/6",
                404,
                "{\"error_code\":404,\"name\":\"ArtifactNotFoundException\"}");
        int before = server.requestCount();
        assertThatThrownBy(() -> decode(table, header + "0000000000000006", "0e020278"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("names the schema with Apicurio's global id 6 (subject t-value): the registry at")
                .hasMessageContaining("knows no schema with global id 6");
        assertThat(server.requestCount() - before).isEqualTo(1);
    }

    @Test
    void aRegistryThatIsNoApicurioSaysSo() throws Exception {
        String header = "apicurio.value.contentId 0000000000000005";
        assertThatThrownBy(() -> decode(avroTable(Style.AUTO, null), header, "0e020278"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(
                        "has nothing at /apis/registry/v2 and /apis/registry/v3 beside its address in schema.registry.url");

        try (FakeRegistry confluent = FakeRegistry.start();
                SchemaRegistry other = SchemaRegistries.open(TestOptions.of(confluent))) {
            confluent.register("t-value", AVRO);
            PayloadSchema table = new TopicSchemas(other, PayloadFormats.all())
                    .resolve("t", PayloadSide.VALUE, ResolveOptions.DEFAULT);
            FramedPayloadDecoder decoder = FramedPayloadDecoder.of(
                    table, PayloadSide.VALUE, table.dataType(), PayloadFormats.all(), () -> other);
            assertThatThrownBy(() -> decode(decoder, table, header, "0e020278"))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("only Apicurio's registry knows schemas by such ids, and schema.registry.url"
                            + " is no address of one (…/apis/ccompat/v7): it is http://127.0.0.1:");
            assertThat(confluent.requests()).noneMatch(request -> request.path().contains("/apis/"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "apicurio.value.globalId 05, 0e020278, 'the header apicurio.value.globalId has 1 bytes, where Apicurio''s serializers write an id of 8'",
        "apicurio.value.contentId 000000000000000005, 0e020278, the header apicurio.value.contentId has 9 bytes",
        "apicurio.value.contentId -, 0e020278, the header apicurio.value.contentId has 0 bytes",
        "apicurio.value.globalId 0000000000000000, 0e020278, 'the header apicurio.value.globalId holds no id of Apicurio''s registry: they count from 1'",
        "apicurio.value.globalId ffffffffffffffff, 0e020278, holds no id",
        "apicurio.value.groupId 78 apicurio.value.artifactId 78, 0e020278, 'the header apicurio.value.artifactId names an artifact of Apicurio''s registry, and no header an id'",
        "apicurio.value.globalId 0000000000000005 apicurio.value.encoding 4a534f4e, 7b7d, the header apicurio.value.encoding says that Avro is not written in its binary encoding"
    })
    void refusesHeadersThatNameNothing(String headers, String payload, String problem) throws Exception {
        for (Style style : List.of(Style.AUTO, Style.APICURIO)) {
            assertThatThrownBy(() -> decode(avroTable(style, null), headers, payload))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining(problem);
        }
        assertThat(server.requests()).allMatch(request -> !request.path().contains("/ids/"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', the payload is empty",
        "0e020278, the payload starts with byte 0x0e",
        "00, its 1 bytes end before the id does",
        "0000000000000005, its 8 bytes end before the id does",
        "0000000000000000000e020278, the frame of the payload holds no id",
        "00ffffffff0e020278, the frame of the payload holds no id"
    })
    void refusesFramesThatAreNone(String payload, String problem) throws Exception {
        assertThatThrownBy(() -> decode(avroTable(Style.APICURIO, ApicurioIdKind.CONTENT), NONE, payload))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(problem);
    }

    /** What an id counts is in no record. */
    @Test
    void refusesFramesOfWhichNobodySaysWhatTheyCount() throws Exception {
        plant("content", 5, AVRO, "[]");
        assertThatThrownBy(() -> decode(avroTable(Style.APICURIO, null), NONE, "00000000050e020278"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("set value.framing.ids to content or global");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0807120178", // no reference
                "070a064f726465720807120178", // lengths that do not fit each other
                "070a054f7264657a0807120178", // no such message
                "ff0a054f726465720807120178",
                "080a054f726465720807120178",
                "0712054f726465720807120178",
                "070a05",
                "07",
                ""
            })
    void refusesProtobufWithoutAMessage(String payload) throws Exception {
        plant("global", 6, PROTO, "[]");
        server.register("t-value", "PROTOBUF", PROTO, List.of());
        PayloadSchema table = resolve(Style.AUTO, null);
        assertThatThrownBy(() -> decode(table, "apicurio.value.globalId 0000000000000006", payload))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("names the PROTOBUF schema with Apicurio's global id 6, and");
    }

    /** A topic without subject is text; what a header names is none. */
    @Test
    void textThatAHeaderNamesASchemaForIsRefused() throws Exception {
        plant("global", 5, AVRO, "[]");
        server.plant(IDS + "globalIds/6", 404, "{\"name\":\"VersionNotFoundException\"}");
        PayloadSchema text = resolve(Style.AUTO, null);
        assertThat(text).isInstanceOf(PayloadSchema.Undeclared.class);
        assertThatThrownBy(() -> decode(text, "apicurio.value.globalId 0000000000000005", "7b7d"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("has the header of a registry's serializer for schema Apicurio's global id 5");
        assertThat(decode(text, "apicurio.value.globalId 0000000000000006", "7b7d"))
                .isEqualTo("{}");
    }

    /** A table by another kind of schema than payloads are. */
    @Test
    void anIdDoesNotTellTheKindOfItsSchema() throws Exception {
        plant("global", 6, PROTO, "[]");
        assertThatThrownBy(
                        () -> decode(avroTable(Style.AUTO, null), "apicurio.value.globalId 0000000000000006", "0807"))
                .hasMessageContaining("Apicurio's global id 6");
    }

    @ParameterizedTest
    @CsvSource({
        // the headers of the value beside those of the key, and of the value alone with a frame in front of the key
        "apicurio.value.globalId 0000000000000009 apicurio.key.globalId 0000000000000005 apicurio.key.encoding 42494e415259,"
                + " 0e020278, AUTO, , global",
        "apicurio.key.contentId 0000000000000005, 0e020278, APICURIO, , content",
        "apicurio.value.globalId 0000000000000009, 00000000050e020278, APICURIO, GLOBAL, global"
    })
    void keysHaveHeadersAndFramesOfTheirOwn(
            String headers, String payload, Style style, @Nullable ApicurioIdKind ids, String kind) throws Exception {
        plant(kind, 5, AVRO, "[]");
        server.register("t-key", AVRO);
        PayloadSchema keys = new TopicSchemas(registry, PayloadFormats.all())
                .resolve(
                        "t",
                        PayloadSide.KEY,
                        new ResolveOptions(
                                SideOptions.DEFAULT.with(new RegistryFraming(style, ids)),
                                SideOptions.DEFAULT,
                                SubjectStrategy.TOPIC_NAME,
                                ResolveOptions.DEFAULT.payloadOptions()));
        FramedPayloadDecoder decoder =
                FramedPayloadDecoder.of(keys, PayloadSide.KEY, keys.dataType(), PayloadFormats.all(), () -> registry);
        Sent sent = Sent.of(PayloadSide.KEY, headers, payload);
        RecordingSink sink = new RecordingSink(keys.dataType());

        decoder.decode(sent.bytes(), sent.position(), sent.length(), sent.headers(), sink);

        assertThat(sink.only()).isEqualTo(ORDER);
    }

    private void plant(String kind, int id, String text, String references) {
        server.plant(IDS + kind + "Ids/" + id, 200, text);
        server.plant(IDS + kind + "Ids/" + id + "/references", 200, references);
    }

    private PayloadSchema avroTable(Style style, @Nullable ApicurioIdKind ids) throws IOException {
        server.register("t-value", AVRO);
        return resolve(style, ids);
    }

    private PayloadSchema resolve(Style style, @Nullable ApicurioIdKind ids) throws IOException {
        SideOptions value = SideOptions.DEFAULT.with(new RegistryFraming(style, ids));
        return new TopicSchemas(registry, PayloadFormats.all())
                .resolve(
                        "t",
                        PayloadSide.VALUE,
                        new ResolveOptions(
                                SideOptions.DEFAULT,
                                value,
                                SubjectStrategy.TOPIC_NAME,
                                ResolveOptions.DEFAULT.payloadOptions()));
    }

    private FramedPayloadDecoder decoder(PayloadSchema table) {
        return FramedPayloadDecoder.of(
                table, PayloadSide.VALUE, table.dataType(), PayloadFormats.all(), () -> registry);
    }

    private @Nullable Object decode(PayloadSchema table, String headers, String payload) throws IOException {
        return decode(decoder(table), table, headers, payload);
    }

    private static @Nullable Object decode(
            FramedPayloadDecoder decoder, PayloadSchema table, String headers, String payload) throws IOException {
        Sent sent = Sent.of(headers, payload);
        RecordingSink sink = new RecordingSink(table.dataType());
        decoder.decode(sent.bytes(), sent.position(), sent.length(), sent.headers(), sink);
        return sink.only();
    }

    private static Map<String, Object> nullable(
            String one, @Nullable Object first, String other, @Nullable Object second) {
        Map<String, Object> row = new HashMap<>();
        row.put(one, first);
        row.put(other, second);
        return row;
    }

    /** A record: its headers, and its payload behind them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sent(byte[] bytes, int position, int length, SchemaHeaders headers) {
        /** @param headers names and values in turn, values in hex */
        static Sent of(String headers, String payload) {
            return of(PayloadSide.VALUE, headers, payload);
        }

        /** The same for one side of the record; headers of the other one are there, and mean nothing to it. */
        static Sent of(PayloadSide side, String headers, String payload) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            SchemaHeaders found = new SchemaHeaders(side == PayloadSide.KEY);
            List<String> words = headers.isEmpty() ? List.of() : List.of(headers.split(" ", -1));
            for (int i = 0; i < words.size(); i += 2) {
                byte[] name = words.get(i).getBytes(StandardCharsets.UTF_8);
                byte[] value = HexFormat.of().parseHex(words.get(i + 1).replace("-", ""));
                int at = bytes.size();
                bytes.writeBytes(name);
                bytes.writeBytes(value);
                found.take(bytes.toByteArray(), at, name.length, at + name.length, value.length);
            }
            byte[] end = HexFormat.of().parseHex(payload);
            int position = bytes.size();
            bytes.writeBytes(end);
            return new Sent(bytes.toByteArray(), position, end.length, found);
        }
    }
}
