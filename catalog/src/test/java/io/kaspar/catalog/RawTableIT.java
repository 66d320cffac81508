package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code topic$raw}: what Spark's own connector gives, which is asked beside it. */
@ExtendWith(SqlFixtureExtension.class)
class RawTableIT {
    private final SqlFixture fixture;

    RawTableIT(SqlFixture fixture) {
        this.fixture = fixture;
        fixture.catalog("raw_local", Map.of("read.locality", "required"));
        fixture.catalog("raw_far", Map.of("read.locality", "off"));
    }

    private void fill(String topic, String timestampType) {
        fixture.cluster().createTopic(topic, 3, 1, Map.of("message.timestamp.type", timestampType));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            List<Header> headers = new ArrayList<>();
            for (int header = 0; header < i % 3; header++) {
                headers.add(new RecordHeader("h" + header, header == 1 ? null : bytes("x" + i)));
            }
            records.add(new ProducerRecord<>(
                    topic,
                    i % 3,
                    1_700_000_000_000L + i,
                    i % 5 == 0 ? null : bytes(i % 7 == 0 ? "" : "k" + i),
                    i % 11 == 0 ? null : bytes("v\u00e9" + i),
                    headers));
        }
        fixture.cluster().producer().send(records);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Dataset<Row> ofSpark(String topic) {
        return fixture.spark()
                .read()
                .format("kafka")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("subscribe", topic)
                .option("includeHeaders", true)
                .load();
    }

    private static List<String> texts(Dataset<Row> rows) {
        return Arrays.stream((Row[]) rows.orderBy("partition", "offset")
                        .selectExpr(
                                "hex(key)",
                                "hex(value)",
                                "topic",
                                "partition",
                                "offset",
                                "timestamp",
                                "timestampType",
                                "to_json(headers)")
                        .collect())
                .map(Row::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateTime", "LogAppendTime"})
    void isWhatSparksConnectorGives(String timestampType) {
        String topic = "raw-" + timestampType;
        fill(topic, timestampType);
        Dataset<Row> expected = ofSpark(topic);

        for (String catalog : List.of("raw_local", "raw_far")) {
            Dataset<Row> raw = fixture.sql("SELECT * FROM " + catalog + ".`" + topic + "$raw`");
            assertThat(raw.schema()).isEqualTo(expected.schema());
            assertThat(texts(raw)).hasSize(90).isEqualTo(texts(expected));
        }
    }

    @Test
    void asksNoRegistryAndPushesWhatItsColumnsAre() {
        fill("raw-pushed", "CreateTime");
        String unregistered = fixture.catalog(
                "raw_dead_registry",
                Map.of("schema.registry.url", "http://127.0.0.1:1", "topic.raw-pushed.value.format", "json"));
        String from = " FROM " + unregistered + ".`raw-pushed$raw` WHERE partition = 1 AND offset >= 28";

        assertThat(fixture.rows("SELECT offset, string(value)" + from)).containsExactly("28|v\u00e985", "29|null");
        assertThat(fixture.plan("SELECT offset" + from)).contains("reads 1 of 3 partitions [1:[28, 30)]");
        assertThat(fixture.rows("SELECT count(*), count(_error)" + from)).containsExactly("2|0");
        assertThat(fixture.rows("DESCRIBE EXTENDED " + unregistered + ".`raw-pushed$raw`"))
                .anyMatch(row -> row.contains(
                        "the records of topic raw-pushed with the columns of Spark's own Kafka connector"));
    }
}
