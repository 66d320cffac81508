package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics whose payloads options describe, from the option to the row. */
@ExtendWith(SqlFixtureExtension.class)
class GivenSchemaIT {
    private static final String ORDER = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"product\",\"type\":[\"null\",\"string\"]}]}";
    private static final UUID KEY = new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);

    private final SqlFixture fixture;

    GivenSchemaIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void readsAvroThatNamesNoSchema(String locality) throws IOException {
        String topic = "given_avro_" + locality;
        fixture.cluster().createTopic(topic, 1);
        send(topic, uuid(), avro(0, "lamp"));
        send(topic, null, avro(-1, null));
        send(topic, null, null);
        send(topic, null, new byte[] {0, 0, 0, 0, 7, 1});
        String catalog = fixture.catalog(
                "given_avro_catalog_" + locality,
                Map.of(
                        "topic." + topic + ".value.format",
                        "avro",
                        "topic." + topic + ".value.schema",
                        ORDER,
                        "topic." + topic + ".key.format",
                        "uuid",
                        "read.locality",
                        locality));
        String from = " FROM " + catalog + "." + topic;

        assertThat(fixture.rows(
                        "SELECT _key, id, product, _value IS NULL, _value_schema_id" + from + " WHERE _offset < 3"))
                .containsExactly(KEY + "|0|lamp|false|null", "null|-1|null|false|null", "null|null|null|true|null");
        assertThatThrownBy(() -> fixture.rows("SELECT product" + from))
                .hasStackTraceContaining("set value.format=auto to read it by the registry's schema");
        assertThat(fixture.rows("SHOW TBLPROPERTIES " + catalog + "." + topic))
                .contains("value.format|avro", "key.format|uuid");
    }

    @Test
    void readsProtobufByAFileOfSeveralMessages(@TempDir Path folder) throws IOException {
        Path main = Files.writeString(
                folder.resolve("shop.proto"),
                "syntax = \"proto3\"; package shop; import \"common/money.proto\";"
                        + " message Refund { string why = 1; } message Order { int64 id = 1; common.Money price = 2; }");
        Files.createDirectories(folder.resolve("common"));
        Files.writeString(
                folder.resolve("common/money.proto"),
                "syntax = \"proto3\"; package common; message Money { int64 cents = 1; }");
        fixture.cluster().createTopic("given_proto", 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeInt64(1, 5);
        out.writeByteArray(2, new byte[] {8, 100});
        out.flush();
        send("given_proto", null, bytes.toByteArray());
        String catalog = fixture.catalog(
                "given_proto_catalog",
                Map.of(
                        "topic.given_proto.value.format", "protobuf",
                        "topic.given_proto.value.schema.file", main.toString(),
                        "topic.given_proto.value.record.name", "shop.Order"));

        assertThat(fixture.rows("SELECT id, price.cents FROM " + catalog + ".given_proto"))
                .containsExactly("5|100");
    }

    @Test
    void readsTextInItsCharset() {
        fixture.cluster().createTopic("given_latin", 1);
        send("given_latin", null, "Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(fixture.rows("SELECT value FROM "
                        + fixture.catalog(
                                "given_latin_catalog", Map.of("value.format", "string", "value.charset", "ISO-8859-1"))
                        + ".given_latin"))
                .containsExactly("Gr\u00fc\u00dfe");
    }

    @ParameterizedTest
    @CsvSource({
        "confluent, 0000000007, required",
        "apicurio, 000000000000000007, off",
        "glue, 03000123456789abcdef0123456789abcdef, required",
        "glue, 03050123456789abcdef0123456789abcdef, off",
    })
    void passesOverTheFrameOfAnotherRegistry(String framing, String frame, String locality) throws IOException {
        boolean isDeflated = frame.startsWith("0305");
        String topic = "given_frame_" + framing + (isDeflated ? "_zlib" : "");
        fixture.cluster().createTopic(topic, 1);
        for (int id = 0; id < 3; id++) {
            byte[] order = avro(id, "lamp");
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            payload.writeBytes(HexFormat.of().parseHex(frame));
            payload.writeBytes(isDeflated ? deflated(order) : order);
            send(topic, null, payload.toByteArray());
        }
        send(topic, null, null);
        send(topic, null, avro(7, "no frame"));
        String catalog = fixture.catalog(
                topic + "_catalog",
                Map.of(
                        "topic." + topic + ".value.framing",
                        framing,
                        "topic." + topic + ".value.format",
                        "avro",
                        "topic." + topic + ".value.schema",
                        ORDER,
                        "read.locality",
                        locality));
        String from = " FROM " + catalog + "." + topic;

        assertThat(fixture.rows("SELECT id, product" + from + " WHERE _offset < 4 ORDER BY _offset"))
                .containsExactly("0|lamp", "1|lamp", "2|lamp", "null|null");
        assertThatThrownBy(() -> fixture.rows("SELECT id" + from))
                .hasStackTraceContaining("and is no frame of value.framing=" + framing);
        assertThat(fixture.rows("SHOW TBLPROPERTIES " + catalog + "." + topic)).contains("value.framing|" + framing);
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(bytes);
        }
        return deflated.toByteArray();
    }

    @Test
    void aSchemaThatCannotBeParsedIsToldWithItsOption() {
        fixture.cluster().createTopic("given_broken", 1);
        String catalog = fixture.catalog(
                "given_broken_catalog",
                Map.of("topic.given_broken.value.format", "avro", "topic.given_broken.value.schema", "{\"type\":"));

        assertThatThrownBy(() -> fixture.rows("SELECT * FROM " + catalog + ".given_broken"))
                .hasMessageContaining(
                        "the schema that the options give for the values of topic given_broken cannot be used")
                .hasMessageContaining("change value.schema");
    }

    private void send(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        fixture.cluster().producer().send(List.of(new ProducerRecord<>(topic, 0, key, value)));
    }

    private static byte[] uuid() {
        try (UUIDSerializer serializer = new UUIDSerializer()) {
            return serializer.serialize("", KEY);
        }
    }

    private static byte[] avro(long id, @Nullable String product) throws IOException {
        Schema schema = new Schema.Parser().parse(ORDER);
        GenericData.Record order = new GenericData.Record(schema);
        order.put("id", id);
        order.put("product", product);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(schema).write(order, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
