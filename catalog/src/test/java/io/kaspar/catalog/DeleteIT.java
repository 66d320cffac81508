package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that statements delete, looked at with Kafka's own consumer. */
@ExtendWith(SqlFixtureExtension.class)
class DeleteIT {
    private static final int PARTITIONS = 3;

    private final SqlFixture fixture;

    DeleteIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void makeCatalog() {
        fixture.catalog("deleting", Map.of("truncate.enabled", "true"));
    }

    /** Each partition has the records 0 to 4. */
    private void fill(String topic, Map<String, String> settings) {
        fixture.cluster().createTopic(topic, PARTITIONS, 1, settings);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int number = 0; number < 5; number++) {
                records.add(TestProducer.text(topic, partition, "k" + number, "v" + number));
            }
        }
        fixture.cluster().producer().send(records);
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic, int partition) {
        return fixture.cluster()
                .consumer()
                .readAll(new TopicPartition(topic, partition), IsolationLevel.READ_COMMITTED);
    }

    private List<String> left(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> records(topic, partition).stream()
                        .map(record -> Long.toString(record.offset()))
                        .toList()
                        .toString())
                .toList();
    }

    @Test
    void deletesTheFirstRecordsOfPartitions() {
        fill("prefixes", Map.of());

        fixture.sql("DELETE FROM deleting.prefixes WHERE _partition = 0 AND _offset < 2");
        assertThat(left("prefixes")).containsExactly("[2, 3, 4]", "[0, 1, 2, 3, 4]", "[0, 1, 2, 3, 4]");
        fixture.sql(
                "DELETE FROM deleting.prefixes WHERE (_partition = 1 AND _offset <= 0) OR (2 = _partition AND 3 > _offset)"
                        + " OR (_partition = 0 AND _offset < 1) OR (_partition = 17)");
        assertThat(left("prefixes")).containsExactly("[2, 3, 4]", "[1, 2, 3, 4]", "[3, 4]");
        fixture.sql("DELETE FROM deleting.prefixes WHERE _partition IN (1, 2) AND _offset < 1000");
        assertThat(left("prefixes")).containsExactly("[2, 3, 4]", "[]", "[]");
        fixture.sql("DELETE FROM deleting.prefixes WHERE _offset < 3");
        assertThat(fixture.rows("SELECT _partition, _offset FROM deleting.prefixes"))
                .containsExactlyInAnyOrder("0|3", "0|4");
        fixture.sql("DELETE FROM deleting.prefixes");
        assertThat(left("prefixes")).containsExactly("[]", "[]", "[]");
    }

    @Test
    void emptiesATopic() {
        fill("emptied", Map.of("cleanup.policy", "compact,delete"));

        fixture.sql("TRUNCATE TABLE deleting.emptied");

        assertThat(left("emptied")).containsExactly("[]", "[]", "[]");
        assertThat(fixture.rows("SELECT * FROM deleting.emptied")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "DELETE FROM deleting.kept WHERE _partition = 0 AND _offset > 2! brokers delete only all records of a partition up to an offset",
                "DELETE FROM deleting.kept WHERE _offset = 1! brokers delete only all records of a partition up to an offset",
                "DELETE FROM deleting.kept WHERE _offset <> 3! brokers delete only all records of a partition up to an offset",
                "DELETE FROM deleting.kept WHERE _timestamp < TIMESTAMP'2040-01-01'! brokers delete only all records",
                "DELETE FROM deleting.kept WHERE _offset < 2 AND value = 'v1'! it is not compacted",
                "DELETE FROM deleting.kept WHERE _key = 'k1'! it is not compacted",
                "DELETE FROM deleting.`kept$latest` WHERE _offset < 2! it is a view; write to the topic, kept",
                "TRUNCATE TABLE deleting.`kept$latest`! it is a view; write to the topic, kept",
                "UPDATE deleting.kept SET value = 'x'! INSERT INTO adds to them",
                "DELETE FROM kaspar.kept WHERE _offset < 2! truncate.enabled=true allows it",
                "DELETE FROM kaspar.kept! truncate.enabled=true allows it",
                "TRUNCATE TABLE kaspar.kept! spark.sql.catalog.kaspar.truncate.enabled=true allows it",
                "DELETE FROM deleting.kept_compacted WHERE _offset < 2! it is only compacted (cleanup.policy=compact)",
                "TRUNCATE TABLE deleting.kept_compacted! it is only compacted (cleanup.policy=compact)",
                "DELETE FROM kaspar.kept_compacted WHERE value = 'v1'! a whole key is said by _key; with the option key.columns",
                "DELETE FROM kaspar.kept_compacted WHERE _key > 'k1'! only conditions that name whole keys become tombstones",
                "DELETE FROM kaspar.kept_compacted WHERE _key = 'k1' OR _key > 'k2'! only conditions that name whole keys",
                "DELETE FROM kaspar.kept_compacted WHERE _key IS NULL! only conditions that name whole keys",
                "DELETE FROM kaspar.kept_compacted WHERE _key = 'k1' AND _key = 'k2'! only conditions that name whole keys",
            })
    void deletesNothingOfWhatIsRefused(String statement, String problem) {
        if (fixture.rows("SHOW TABLES IN kaspar LIKE 'kept'").isEmpty()) {
            fill("kept", Map.of());
            fill("kept_compacted", Map.of("cleanup.policy", "compact"));
        }

        assertThatThrownBy(() -> fixture.sql(statement)).hasStackTraceContaining(problem);
        assertThat(left("kept")).containsOnly("[0, 1, 2, 3, 4]");
        assertThat(left("kept_compacted")).containsOnly("[0, 1, 2, 3, 4]");
    }

    @Test
    void deletesNothingToExplainAStatement() {
        fill("only_explained", Map.of("cleanup.policy", "compact,delete"));

        fixture.rows("EXPLAIN DELETE FROM deleting.only_explained WHERE _offset < 3");
        fixture.rows("EXPLAIN DELETE FROM deleting.only_explained WHERE _key = 'k1'");

        assertThat(left("only_explained")).containsOnly("[0, 1, 2, 3, 4]");
    }

    @Test
    void writesTombstonesWhereTheKeysLie() {
        fixture.cluster().createTopic("buried", PARTITIONS, 1, Map.of("cleanup.policy", "compact"));
        fixture.sql("INSERT INTO kaspar.`buried$raw` (key, value)"
                + " SELECT CAST(concat('k', id) AS BINARY), X'01' FROM range(10)");

        fixture.sql("DELETE FROM kaspar.buried WHERE _key = 'k7'");
        fixture.sql("DELETE FROM kaspar.buried WHERE _key IN ('k1', 'k2')");
        fixture.sql("DELETE FROM kaspar.`buried$raw` WHERE key = X'6b33'");

        assertThat(fixture.rows("SELECT _key FROM kaspar.`buried$latest`"))
                .containsExactlyInAnyOrder("k0", "k4", "k5", "k6", "k8", "k9");
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (ConsumerRecord<byte[], byte[]> record : records("buried", partition)) {
                assertThat(Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS)
                        .isEqualTo(partition);
            }
        }
    }

    @Test
    void writesTombstonesByTheColumnsThatMakeKeys() {
        fixture.cluster().createTopic("buried_by_column", PARTITIONS, 1, Map.of("cleanup.policy", "compact"));
        fixture.registry().register("buried_by_column-value", """
                        {"type":"record","name":"B","fields":[{"name":"id","type":"long"},{"name":"name","type":"string"}]}""");
        fixture.catalog(
                "burying",
                Map.of(
                        "topic.buried_by_column.key.format", "long",
                        "topic.buried_by_column.key.columns", "id",
                        "topic.buried_by_column.partitioner", "crc32"));
        fixture.sql("INSERT INTO burying.buried_by_column SELECT id, concat('n', id) FROM range(10)");

        fixture.sql("DELETE FROM burying.buried_by_column WHERE id = 7");
        fixture.sql("DELETE FROM burying.buried_by_column WHERE _key = 8");

        assertThat(fixture.rows("SELECT count(*), sum(id) FROM burying.`buried_by_column$latest`"))
                .containsExactly("8|30");
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (ConsumerRecord<byte[], byte[]> record : records("buried_by_column", partition)) {
                CRC32 crc = new CRC32();
                crc.update(record.key());
                assertThat((int) (crc.getValue() % PARTITIONS)).isEqualTo(partition);
                assertThat(record.key()).hasSize(Long.BYTES);
            }
        }
    }

    @Test
    void writesTombstonesForKeysWithASchema() {
        fixture.cluster().createTopic("buried_records", PARTITIONS, 1, Map.of("cleanup.policy", "compact"));
        fixture.registry().register("buried_records-key", """
                        {"type":"record","name":"K","fields":[{"name":"region","type":"string"},{"name":"id","type":"long"}]}""");
        fixture.registry().register("buried_records-value", """
                        {"type":"record","name":"V","fields":[{"name":"region","type":"string"},{"name":"id","type":"long"}]}""");
        fixture.sql("INSERT INTO kaspar.buried_records WITH (`key.columns` = 'region, id')"
                + " SELECT 'eu', id FROM range(4)");

        fixture.sql("DELETE FROM kaspar.buried_records WHERE _key.id = 2 AND _key.region = 'eu'");

        assertThat(fixture.rows("SELECT id FROM kaspar.`buried_records$latest`"))
                .containsExactlyInAnyOrder("0", "1", "3");
        assertThatThrownBy(() -> fixture.sql("DELETE FROM kaspar.buried_records WHERE _key.id = 3"))
                .hasStackTraceContaining("a whole key is said by _key.region, _key.id");
    }
}
