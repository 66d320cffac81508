package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.shell.SampleSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Subjects of a real registry whose versions lost and changed fields, all versions together. */
@ExtendWith(SampleSessions.class)
class MergedSubjectsIT {
    /** Apicurio tells by it that a schema is one. */
    private static final String DRAFT = "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",";

    private static final List<String> ROWS = List.of("1|x|null", "2|null|null", "3|null|4");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final SampleSession samples;

    MergedSubjectsIT(SampleSession samples) {
        this.samples = samples;
    }

    @Test
    void areOneTableOfAvro() throws Exception {
        String record = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[%s]}";
        String topic = "merged_avro";
        int first = register(
                topic,
                "AVRO",
                record.formatted("{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"coupon\",\"type\":\"string\"}"));
        int second = register(topic, "AVRO", record.formatted("{\"name\":\"id\",\"type\":\"long\"}"));
        int third = register(
                topic,
                "AVRO",
                record.formatted("{\"name\":\"id\",\"type\":\"long\"},"
                        + "{\"name\":\"tip\",\"type\":[\"null\",\"int\"],\"default\":null}"));

        requireRows(topic, payload(first, "020278"), payload(second, "04"), payload(third, "060208"));
    }

    @Test
    void areOneTableOfProtobuf() throws Exception {
        String message = "syntax = \"proto3\"; message Order { %s }";
        String topic = "merged_proto";
        int first = register(topic, "PROTOBUF", message.formatted("int32 id = 1; optional string coupon = 2;"));
        int second = register(topic, "PROTOBUF", message.formatted("int64 id = 1;"));
        int third = register(topic, "PROTOBUF", message.formatted("int64 id = 1; optional int32 tip = 3;"));

        requireRows(topic, payload(first, "000801120178"), payload(second, "000802"), payload(third, "0008031804"));
    }

    /** The newest version names another subject's schema. */
    @Test
    void areOneTableOfJsonSchema() throws Exception {
        String object = DRAFT + "\"type\":\"object\",\"properties\":{%s}}";
        String id = "\"id\":{\"type\":\"integer\"}";
        String topic = "merged_json";
        int first = register(topic, "JSON", object.formatted(id + ",\"coupon\":{\"type\":\"string\"}"));
        int second = register(topic, "JSON", object.formatted(id));
        register("merged_tip", "JSON", DRAFT + "\"type\":\"integer\"}");
        int third = register(
                topic,
                "JSON",
                object.formatted(id + ",\"tip\":{\"$ref\":\"tip.json\"}"),
                List.of(Map.of("name", "tip.json", "subject", "merged_tip-value", "version", 1)));

        requireRows(
                topic,
                jsonPayload(first, "{\"id\":1,\"coupon\":\"x\"}"),
                jsonPayload(second, "{\"id\":2}"),
                jsonPayload(third, "{\"tip\":4,\"id\":3}"));
    }

    /** The topic goes again: other tests list all that there are. */
    private void requireRows(String topic, byte[]... payloads) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", samples.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get(1, TimeUnit.MINUTES);
            try {
                send(topic, payloads);
                for (String locality : List.of("required", "off")) {
                    SparkSession spark = samples.spark();
                    String prefix = "spark.sql.catalog." + topic + "_" + locality;
                    spark.conf().set(prefix, "io.kaspar.catalog.KasparCatalog");
                    spark.conf().set(prefix + ".kafka.bootstrap.servers", samples.bootstrapServers());
                    spark.conf().set(prefix + ".schema.registry.url", samples.schemaRegistry());
                    spark.conf().set(prefix + ".read.locality", locality);
                    spark.conf().set(prefix + ".topic." + topic + ".value.schema.version", "merged");
                    Row[] rows = (Row[]) spark.sql("SELECT id, coupon, tip FROM " + topic + "_" + locality + "." + topic
                                    + " ORDER BY _offset")
                            .collect();
                    assertThat(Arrays.stream(rows).map(row -> row.mkString("|")).toList())
                            .as("%s, locality %s", topic, locality)
                            .isEqualTo(ROWS);
                }
            } finally {
                admin.deleteTopics(Set.of(topic)).all().get(1, TimeUnit.MINUTES);
                while (admin.listTopics().names().get(1, TimeUnit.MINUTES).contains(topic)) {
                    Thread.sleep(20);
                }
            }
        }
    }

    private void send(String topic, byte[]... payloads) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", samples.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] payload : payloads) {
                producer.send(new ProducerRecord<>(topic, 0, null, payload)).get(1, TimeUnit.MINUTES);
            }
        }
    }

    private int register(String topic, String schemaType, String schema) throws IOException, InterruptedException {
        return register(topic, schemaType, schema, List.of());
    }

    private int register(String topic, String schemaType, String schema, List<Map<String, Object>> references)
            throws IOException, InterruptedException {
        String body =
                json.writeValueAsString(Map.of("schema", schema, "schemaType", schemaType, "references", references));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(samples.schemaRegistry() + "/subjects/" + topic + "-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body()).required("id").intValue();
    }

    private static byte[] payload(int schemaId, String hex) {
        return framed(schemaId, HexFormat.of().parseHex(hex));
    }

    private static byte[] jsonPayload(int schemaId, String text) {
        return framed(schemaId, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] framed(int schemaId, byte[] payload) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
        framed.writeBytes(payload);
        return framed.toByteArray();
    }
}
