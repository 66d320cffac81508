package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.kaspar.shell.SampleSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that Apicurio's own serializers wrote, beside a registry of theirs. */
@ExtendWith(SampleSessions.class)
class ApicurioSerializersIT {
    private static final String HEADERS = "apicurio.registry.headers.enabled";
    private static final String USE_ID = "apicurio.registry.use-id";
    private static final Schema FIRST = schema("{\"name\":\"id\",\"type\":\"int\"}");
    private static final Schema SECOND = schema(
            "{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"tip\",\"type\":[\"null\",\"int\"],\"default\":null}");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final SampleSession samples;

    ApicurioSerializersIT(SampleSession samples) {
        this.samples = samples;
    }

    /** Its defaults, ids of either kind, and old records by an old schema. */
    @Test
    void avroWithHeadersNeedsNoOption() throws Exception {
        String topic = "apicurio_headers";
        withTopic(topic, () -> {
            registerTwice(FIRST); // from now on ids of contents and of versions differ
            send(topic, Map.of(), FIRST, 1, 0);
            send(topic, Map.of(), SECOND, 2, 20);
            send(topic, Map.of(USE_ID, "contentId"), SECOND, 3, 30);

            assertThat(rows(topic, Map.of(), "SELECT id, tip, _value_schema_id FROM %s ORDER BY _offset"))
                    .containsExactly("1|null|null", "2|20|null", "3|30|null");
            assertThat(rows(topic, Map.of("value.framing", "apicurio"), "SELECT id, tip FROM %s ORDER BY _offset"))
                    .containsExactly("1|null", "2|20", "3|30");
        });
    }

    @Test
    void avroWithFramesNeedsToKnowWhatIdsCount() throws Exception {
        String topic = "apicurio_frames";
        withTopic(topic, () -> {
            registerTwice(FIRST);
            send(topic, Map.of(HEADERS, "false"), FIRST, 1, 0);
            send(topic, Map.of(HEADERS, "false"), SECOND, 2, 20);
            send(
                    topic,
                    Map.of(
                            HEADERS,
                            "false",
                            "apicurio.registry.id-handler",
                            "io.apicurio.registry.serde.Legacy4ByteIdHandler"),
                    SECOND,
                    3,
                    30);

            String all = "SELECT id, tip FROM %s ORDER BY _offset";
            assertThat(rows(topic, Map.of("value.framing", "apicurio", "value.framing.ids", "global"), all))
                    .containsExactly("1|null", "2|20", "3|30");
            assertThatThrownBy(() -> rows(topic, Map.of("value.framing", "apicurio"), all))
                    .hasStackTraceContaining("set value.framing.ids to content or global");
            assertThatThrownBy(() -> rows(topic, Map.of(), all)).hasStackTraceContaining("knows no schema with id 0");
        });
    }

    @Test
    void avroAsJsonIsRefused() throws Exception {
        String topic = "apicurio_json";
        withTopic(topic, () -> {
            send(topic, Map.of("apicurio.registry.avro.encoding", "JSON"), FIRST, 1, 0);
            assertThatThrownBy(() -> rows(topic, Map.of(), "SELECT id FROM %s"))
                    .hasStackTraceContaining(
                            "the header apicurio.value.encoding says that Avro is not written in its binary");
        });
    }

    /** Messages as the serializers of 2.6.13 and 3.1.7 write them. */
    @Test
    void protobufIsReadWithAndWithoutReference() throws Exception {
        String topic = "apicurio_proto";
        withTopic(topic, () -> {
            String schema = "syntax = \"proto3\"; package shop; message Order { int64 id = 1; string coupon = 2; }"
                    + " message Refund { int64 id = 1; }";
            int contentId = register(topic, "PROTOBUF", schema);
            long globalId = globalId(topic);
            Headers second = headers("apicurio.value.globalId", globalId);
            second.add("apicurio.protobuf.type", "Order".getBytes(StandardCharsets.UTF_8));
            send(topic, second, "0807120178");
            Headers third = headers("apicurio.value.contentId", contentId);
            third.add("apicurio.protobuf.type", "Order".getBytes(StandardCharsets.UTF_8));
            send(topic, third, "070a054f726465720808120178");

            assertThat(rows(topic, Map.of(), "SELECT id, coupon, _record_type FROM %s ORDER BY _offset"))
                    .containsExactly("7|x|shop.Order", "8|x|shop.Order");
        });
    }

    @Test
    void whatTheRegistryLacksIsABadRecord() throws Exception {
        String topic = "apicurio_unknown";
        withTopic(topic, () -> {
            register(topic, "AVRO", FIRST.toString());
            send(topic, headers("apicurio.value.globalId", 1L << 40), "02");
            send(topic, headers("apicurio.value.contentId", 1L << 40), "02");
            List<String> errors =
                    rows(topic, Map.of("mode", "PERMISSIVE"), "SELECT id, _error FROM %s ORDER BY _offset");
            assertThat(errors.get(0)).startsWith("null|").contains("knows no schema with global id 1099511627776");
            assertThat(errors.get(1)).startsWith("null|").contains("knows no schema with content id 1099511627776");
        });
    }

    private static Schema schema(String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"shop\",\"fields\":[" + fields + "]}");
    }

    @FunctionalInterface
    private interface Steps {
        void run() throws Exception;
    }

    /** The topic goes again: other tests list all that there are. */
    private void withTopic(String topic, Steps steps) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", samples.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get(1, TimeUnit.MINUTES);
            try {
                steps.run();
            } finally {
                admin.deleteTopics(Set.of(topic)).all().get(1, TimeUnit.MINUTES);
                while (admin.listTopics().names().get(1, TimeUnit.MINUTES).contains(topic)) {
                    Thread.sleep(20);
                }
            }
        }
    }

    /** By each way to the data; both have to give the same. */
    private List<String> rows(String topic, Map<String, String> options, String sql) {
        List<String> local = rows(topic, options, sql, "required");
        assertThat(rows(topic, options, sql, "off")).isEqualTo(local);
        return local;
    }

    private List<String> rows(String topic, Map<String, String> options, String sql, String locality) {
        SparkSession spark = samples.spark();
        String catalog = topic + "_" + locality + "_" + Integer.toHexString(options.hashCode());
        String prefix = "spark.sql.catalog." + catalog;
        spark.conf().set(prefix, "io.kaspar.catalog.KasparCatalog");
        spark.conf().set(prefix + ".kafka.bootstrap.servers", samples.bootstrapServers());
        spark.conf().set(prefix + ".schema.registry.url", samples.schemaRegistry());
        spark.conf().set(prefix + ".read.locality", locality);
        options.forEach((name, value) -> spark.conf().set(prefix + ".topic." + topic + "." + name, value));
        Row[] rows = (Row[]) spark.sql(sql.formatted(catalog + "." + topic)).collect();
        return Arrays.stream(rows).map(row -> row.mkString("|")).toList();
    }

    private void send(String topic, Map<String, String> options, Schema schema, int id, int tip) throws Exception {
        Map<String, Object> configs = new HashMap<>(options);
        configs.put("apicurio.registry.url", own());
        configs.put("apicurio.registry.auto-register", "true");
        GenericData.Record row = new GenericData.Record(schema);
        row.put("id", id);
        if (schema.getField("tip") != null) {
            row.put("tip", tip);
        }
        Headers headers = new RecordHeaders();
        try (AvroKafkaSerializer<GenericData.Record> serializer = new AvroKafkaSerializer<>()) {
            serializer.configure(configs, false);
            byte[] payload = serializer.serialize(topic, headers, row);
            send(topic, headers, HexFormat.of().formatHex(payload));
        }
    }

    private void send(String topic, Headers headers, String payload) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", samples.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic, 0, null, null, HexFormat.of().parseHex(payload), headers))
                    .get(1, TimeUnit.MINUTES);
        }
    }

    private static Headers headers(String name, long id) {
        return new RecordHeaders(List.of(new RecordHeader(
                name, ByteBuffer.allocate(Long.BYTES).putLong(id).array())));
    }

    /** Equal contents of several artifacts have one content id, and a global id each. */
    private void registerTwice(Schema schema) throws Exception {
        register("apicurio_twin", "AVRO", schema.toString());
        register("apicurio_other_twin", "AVRO", schema.toString());
    }

    private int register(String topic, String schemaType, String schema) throws IOException, InterruptedException {
        String body = json.writeValueAsString(Map.of("schema", schema, "schemaType", schemaType));
        return answer(HttpRequest.newBuilder(
                                URI.create(samples.schemaRegistry() + "/subjects/" + topic + "-value/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .required("id")
                .intValue();
    }

    private long globalId(String topic) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(
                                URI.create(own() + "/groups/default/artifacts/" + topic + "-value/versions/1/meta"))
                        .build())
                .required("globalId")
                .longValue();
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    /** The interface that Apicurio's serializers ask. */
    private String own() {
        return samples.schemaRegistry().replace("/apis/ccompat/v7", "/apis/registry/v2");
    }
}
