package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.jsonschema.JsonSchemaKafkaDeserializer;
import io.apicurio.registry.serde.protobuf.ProtobufKafkaDeserializer;
import io.kaspar.shell.SampleSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that SQL makes in a registry of Apicurio's, and rows that SQL writes: Apicurio's own deserializers read them. */
@ExtendWith(SampleSessions.class)
class ApicurioDeserializersIT {
    private static final String COLUMNS =
            "id BIGINT NOT NULL COMMENT 'counts up', name STRING, day DATE, at TIMESTAMP, f FLOAT,"
                    + " tags ARRAY<STRING>, place STRUCT<city: STRING, zip: INT>, raw BINARY, ok BOOLEAN";

    private static final String ROW =
            "7, 'n', DATE'2026-01-02', TIMESTAMP'2026-01-02 03:04:05.123456', 1.5F, array('a', 'b'),"
                    + " named_struct('city', 'c', 'zip', 8), X'01', true";

    private final SampleSession samples;

    ApicurioDeserializersIT(SampleSession samples) {
        this.samples = samples;
    }

    @ParameterizedTest
    @CsvSource({
        "avro, headers, content",
        "avro, headers, global",
        "avro, payload, global",
        "avro, payload, content",
        "protobuf, headers, content",
        "protobuf, payload, global",
        "json, headers, global",
        "json, payload, content"
    })
    void readRowsOfATableThatSqlMade(String format, String place, String ids) throws Exception {
        String topic = "made_" + format + "_" + place + "_" + ids;
        String catalog = catalog(
                topic, Map.of("value.framing", "apicurio", "value.framing.ids", ids, "value.framing.place", place));
        samples.spark()
                .sql("CREATE TABLE " + catalog + "." + topic + " (" + COLUMNS + priced(format, ", price DECIMAL(10, 2)")
                        + ") TBLPROPERTIES (partitions = 1, 'value.format' = '" + format + "')");
        try {
            samples.spark()
                    .sql("INSERT INTO " + catalog + "." + topic + " VALUES (" + ROW + priced(format, ", 12.34") + ")");

            Row[] rows = (Row[]) samples.spark()
                    .sql("SELECT id, name, day, at, f, tags[1], place.zip, hex(raw), ok" + priced(format, ", price")
                            + " FROM " + catalog + "." + topic)
                    .collect();
            assertThat(rows[0].mkString("|"))
                    .isEqualTo("7|n|2026-01-02|2026-01-02T03:04:05.123456Z|1.5|b|8|01|true" + priced(format, "|12.34"));
            assertThat(schemaType(topic)).isEqualTo(format.toUpperCase(Locale.ROOT));
            ConsumerRecord<byte[], byte[]> record = record(topic);
            try (Deserializer<?> deserializer = deserializer(format)) {
                deserializer.configure(
                        Map.of(
                                "apicurio.registry.url",
                                own(),
                                "apicurio.registry.headers.enabled",
                                Boolean.toString(place.equals("headers")),
                                "apicurio.registry.use-id",
                                ids + "Id",
                                "apicurio.registry.serde.validation-enabled",
                                "true"),
                        false);
                assertThat(String.valueOf(deserializer.deserialize(topic, record.headers(), record.value())))
                        .contains("7", "n", "1.5", "a", "b", "c", "8", "true");
            }
        } finally {
            samples.spark().sql("DROP TABLE " + catalog + "." + topic);
        }
    }

    /** Decimals of Protobuf are a message of Confluent's, whose file Apicurio's deserializers do not have. */
    private static String priced(String format, String words) {
        return format.equals("protobuf") ? "" : words;
    }

    private static Deserializer<?> deserializer(String format) {
        return switch (format) {
            case "avro" -> new AvroKafkaDeserializer<>();
            case "protobuf" -> new ProtobufKafkaDeserializer<>();
            default -> new JsonSchemaKafkaDeserializer<>();
        };
    }

    private String catalog(String topic, Map<String, String> options) {
        SparkSession spark = samples.spark();
        String prefix = "spark.sql.catalog." + topic;
        spark.conf().set(prefix, "io.kaspar.catalog.KasparCatalog");
        spark.conf().set(prefix + ".kafka.bootstrap.servers", samples.bootstrapServers());
        spark.conf().set(prefix + ".schema.registry.url", samples.schemaRegistry());
        spark.conf().set(prefix + ".ddl.enabled", "true");
        spark.conf().set(prefix + ".drop.enabled", "true");
        options.forEach((name, value) -> spark.conf().set(prefix + ".topic." + topic + "." + name, value));
        return topic;
    }

    private ConsumerRecord<byte[], byte[]> record(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", samples.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.isEmpty()) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records.get(0);
        }
    }

    /** As the compatible interface tells it, which leaves Avro out. */
    private String schemaType(String topic) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        samples.schemaRegistry() + "/subjects/" + topic + "-value/versions/latest"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode schema = new ObjectMapper().readTree(answer.body());
        return schema.path("schemaType").asText("AVRO");
    }

    /** The interface that Apicurio's deserializers ask. */
    private String own() {
        return samples.schemaRegistry().replace("/apis/ccompat/v7", "/apis/registry/v2");
    }
}
