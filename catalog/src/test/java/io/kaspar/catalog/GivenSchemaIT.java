package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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

    /** The lines, and the rows, of docs/formats.md. */
    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void readsLinesOfCsv(String locality) {
        String topic = "given_stock_" + locality;
        fixture.cluster().createTopic(topic, 1);
        byte[] key = "north".getBytes(StandardCharsets.UTF_8);
        for (String line : List.of(
                "lamp;12;9.90;2026-01-02",
                "\"desk; oak\";;250;2026-01-03",
                "\"the \"\"Tall\"\" shelf\";3;80.5;2026-01-05",
                "too;few")) {
            send(topic, key, line.getBytes(StandardCharsets.UTF_8));
        }
        send(topic, key, null);
        Map<String, String> settings = Map.of(
                "value.format", "csv",
                "csv-separator", ";",
                "value.schema", "article STRING, pieces INT, price DECIMAL(8,2), counted DATE");
        Map<String, String> ofTopic = new HashMap<>(Map.of("read.locality", locality));
        settings.forEach((name, value) -> ofTopic.put("topic." + topic + "." + name, value));
        String from = " FROM " + fixture.catalog(topic + "_catalog", ofTopic) + "." + topic;

        assertThat(fixture.rows("SELECT _key, *" + from + " WHERE _offset <> 3"))
                .containsExactly(
                        "north|lamp|12|9.90|2026-01-02",
                        "north|desk; oak|null|250.00|2026-01-03",
                        "north|the \"Tall\" shelf|3|80.50|2026-01-05",
                        "north|null|null|null|null");
        assertThatThrownBy(() -> fixture.rows("SELECT article" + from))
                .hasStackTraceContaining("the line of CSV has 2 fields, but 4 columns are declared");
    }

    /** The payloads, and the rows, of docs/formats.md. */
    @Test
    void readsAvroAndProtobufByFiles(@TempDir Path folder) throws IOException {
        Path avro = Files.writeString(
                folder.resolve("payment.avsc"),
                "{\"type\": \"record\", \"name\": \"Payment\", \"fields\": [{\"name\": \"id\", \"type\": \"long\"},"
                        + "{\"name\": \"amount\", \"type\": \"double\"}, {\"name\": \"card\", \"type\": [\"null\", \"string\"]}]}");
        Path protobuf = Files.writeString(
                folder.resolve("shop.proto"),
                "syntax = \"proto3\"; package shop; message Order { int64 id = 1; }"
                        + " message Refund { int64 id = 1; string why = 2; sint64 cents = 3; }");
        fixture.cluster().createTopic("given_payments", 1);
        for (String payment : List.of("02" + "0000000000002540" + "020876697361", "04" + "0000000000003540" + "00")) {
            byte[] key = {0, 0, 0, 0, 0, 0, 0, 7};
            send("given_payments", key, HexFormat.of().parseHex(payment));
        }
        fixture.cluster().createTopic("given_refunds", 1);
        for (String refund : List.of("0807120662726f6b656e18c801", "080912056c61746521")) {
            send("given_refunds", null, HexFormat.of().parseHex(refund));
        }
        String catalog = fixture.catalog(
                "given_files_catalog",
                Map.of(
                        "topic.given_payments.value.format", "avro",
                        "topic.given_payments.value.schema.file", avro.toString(),
                        "topic.given_payments.key.format", "long",
                        "topic.given_refunds.value.format", "protobuf",
                        "topic.given_refunds.value.schema.file", protobuf.toString(),
                        "topic.given_refunds.value.record.name", "shop.Refund"));

        assertThat(fixture.rows("SELECT _key, * FROM " + catalog + ".given_payments"))
                .containsExactly("7|1|10.5|visa", "7|2|21.0|null");
        assertThat(fixture.rows("SELECT * FROM " + catalog + ".given_refunds"))
                .containsExactly("7|broken|100", "9|late!|0");
    }

    /** What _key is, for each way to read it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "auto | | string | north",
                "binary | | binary | bm9ydGg=",
                "csv | region STRING | struct<region:string> | {\"region\":\"north\"}",
                "json | | variant | ",
                "json | id BIGINT | struct<id:bigint> | ",
                "avro | [\"null\",\"long\",\"string\"] | struct<long:bigint,string:string> | ",
                "protobuf | syntax = \"proto3\"; message K { int64 id = 1; } | struct<id:bigint> | ",
            })
    void keysHaveTheTypeOfTheirFormat(String format, @Nullable String schema, String type, @Nullable String shown) {
        String name = "given_keys_" + format + (schema == null ? "" : "_schema");
        fixture.cluster().createTopic(name, 1);
        send(name, "north".getBytes(StandardCharsets.UTF_8), null);
        Map<String, String> settings = new HashMap<>(Map.of("topic." + name + ".key.format", format));
        if (schema != null) {
            settings.put("topic." + name + ".key.schema", schema);
        }
        String from = " FROM " + fixture.catalog(name + "_catalog", settings) + "." + name;

        assertThat(fixture.rows("SELECT typeof(_key)" + from)).containsExactly(type);
        if (shown == null) {
            assertThatThrownBy(() -> fixture.rows("SELECT _key" + from)).hasStackTraceContaining("key");
        } else {
            String text = type.equals("binary") ? "base64(_key)" : type.equals("string") ? "_key" : "to_json(_key)";
            assertThat(fixture.rows("SELECT " + text + from)).containsExactly(shown);
        }
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
