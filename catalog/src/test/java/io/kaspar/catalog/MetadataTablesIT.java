package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables of what Kafka knows of a topic and of itself, beside what its own clients say. */
@ExtendWith(SqlFixtureExtension.class)
class MetadataTablesIT {
    private final SqlFixture fixture;

    MetadataTablesIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private void send(String topic, int partition, int count, long timestampMs) {
        fixture.cluster()
                .producer()
                .send(IntStream.range(0, count)
                        .mapToObj(number -> new ProducerRecord<byte[], byte[]>(
                                topic, partition, timestampMs + number, null, new byte[] {1}))
                        .toList());
    }

    @Test
    void partitionsAreAsTheirLeadersTell() throws Exception {
        fixture.cluster().createTopic("facts", 3);
        send("facts", 0, 5, 1_700_000_000_000L);
        send("facts", 1, 2, 1_600_000_000_000L);
        fixture.cluster()
                .admin()
                .deleteRecords(Map.of(
                        new TopicPartition("facts", 0), org.apache.kafka.clients.admin.RecordsToDelete.beforeOffset(3)))
                .all()
                .get();

        List<String> rows = fixture.rows("SELECT partition, log_start_offset, high_watermark, last_stable_offset,"
                + " CAST(unix_millis(newest_timestamp) AS STRING) FROM kaspar.`facts$partitions` ORDER BY partition");

        assertThat(rows).containsExactly("0|3|5|5|1700000000004", "1|0|2|2|1600000000001", "2|0|0|0|null");
        int broker = fixture.cluster().nodeIds().get(0);
        Row first = fixture.sql("SELECT * FROM kaspar.facts.partitions WHERE partition = 0")
                .head();
        assertThat(first.<Integer>getAs("leader")).isEqualTo(broker);
        assertThat(first.<Integer>getAs("leader_epoch")).isZero();
        assertThat(first.getList(first.fieldIndex("replicas"))).isEqualTo(List.of(broker));
        assertThat(first.getList(first.fieldIndex("in_sync"))).isEqualTo(List.of(broker));
        assertThat(first.<Long>getAs("size_bytes")).isPositive();
    }

    @Test
    void settingsSayWhereTheyWereMade() {
        fixture.cluster().createTopic("facts-set", 1, 1, Map.of("retention.ms", "86400001"));

        assertThat(
                        fixture.rows(
                                "SELECT value, source, is_default, type FROM kaspar.`facts-set$configs` WHERE name = 'retention.ms'"))
                .containsExactly("86400001|DYNAMIC_TOPIC_CONFIG|false|LONG");
        assertThat(fixture.rows("SELECT documentation FROM kaspar.`facts-set$configs` WHERE name = 'cleanup.policy'"))
                .singleElement()
                .asString()
                .contains("compact");
    }

    @Test
    void groupsSayHowFarTheyAre() throws Exception {
        fixture.cluster().createTopic("facts-read", 2);
        send("facts-read", 0, 10, 1);
        send("facts-read", 1, 4, 1);
        TopicPartition first = new TopicPartition("facts-read", 0);
        fixture.cluster()
                .admin()
                .alterConsumerGroupOffsets("facts-left", Map.of(first, new OffsetAndMetadata(7, "by hand")))
                .all()
                .get();
        String question = "SELECT group_id, partition, committed_offset, lag, committed_lag, state, client_id, metadata"
                + " FROM kaspar.`facts-read$groups` WHERE group_id LIKE 'facts%' ORDER BY group_id, partition";
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", fixture.cluster().bootstrapServers(),
                "group.id", "facts-reading",
                "client.id", "reader-7",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("facts-read"));
            Waiting.until("the consumer's partitions", () -> {
                consumer.poll(Duration.ofMillis(50));
                return consumer.assignment().size() == 2;
            });
            consumer.commitSync(Map.of(
                    first, new OffsetAndMetadata(10), new TopicPartition("facts-read", 1), new OffsetAndMetadata(1)));

            assertThat(fixture.rows(question))
                    .containsExactly(
                            "facts-left|0|7|3|3|Empty|null|by hand",
                            "facts-reading|0|10|0|0|Stable|reader-7|",
                            "facts-reading|1|1|3|3|Stable|reader-7|");
            assertThat(fixture.rows("SELECT type, state, members, coordinator FROM kaspar.system.groups"
                            + " WHERE group_id = 'facts-reading'"))
                    .containsExactly(
                            "Classic|Stable|1|" + fixture.cluster().nodeIds().get(0));
        }
    }

    @Test
    void openTransactionsSayWhoHoldsReadersBack() {
        fixture.cluster().createTopic("facts-open", 2);
        try (KafkaProducer<byte[], byte[]> producer =
                fixture.cluster().producer().openTransactional("facts-tx", Map.of("transaction.timeout.ms", 60_000))) {
            producer.beginTransaction();
            TestProducer.sendAll(producer, List.of(TestProducer.text("facts-open", 1, "k", "v")));
            String question = "SELECT partition, first_offset, transactional_id, state, timeout_ms, is_known,"
                    + " started <= now(), coordinator FROM kaspar.`facts-open$transactions`";
            int broker = fixture.cluster().nodeIds().get(0);
            assertThat(fixture.rows(question)).containsExactly("1|0|facts-tx|Ongoing|60000|true|true|" + broker);
            assertThat(fixture.rows("SELECT partition, transaction_start_offset, last_sequence"
                            + " FROM kaspar.`facts-open$producers`"))
                    .containsExactly("1|0|0");
            assertThat(fixture.rows("SELECT partition, high_watermark, last_stable_offset"
                            + " FROM kaspar.`facts-open$partitions` WHERE partition = 1"))
                    .containsExactly("1|1|0");
            producer.commitTransaction();
            Waiting.until("the end", () -> fixture.rows(question).isEmpty());
        }
    }

    @Test
    void schemasAreThoseOfTheRegistry() {
        fixture.cluster().createTopic("facts-typed", 1);
        String first = "{\"type\":\"record\",\"name\":\"F\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}";
        String second = first.replace("]}", ",{\"name\":\"b\",\"type\":[\"null\",\"int\"],\"default\":null}]}");
        int firstId = fixture.registry().register("facts-typed-value", first);
        int secondId = fixture.registry().register("facts-typed-value", second);

        assertThat(fixture.rows("SELECT side, subject, version, schema_id, format, is_newest, schema"
                        + " FROM kaspar.`facts-typed$schemas` ORDER BY version"))
                .containsExactly(
                        "value|facts-typed-value|1|" + firstId + "|AVRO|false|" + first,
                        "value|facts-typed-value|2|" + secondId + "|AVRO|true|" + second);
        assertThat(fixture.rows("SELECT * FROM kaspar.`plain$schemas`")).isEmpty();
    }

    @Test
    void theClusterHasTablesOfItsOwn() {
        fixture.cluster().createTopic("facts-listed", 2);
        int broker = fixture.cluster().nodeIds().get(0);
        assertThat(fixture.rows("SHOW TABLES IN kaspar.system"))
                .contains(
                        "system|acls|false",
                        "system|brokers|false",
                        "system|groups|false",
                        "system|log_dirs|false",
                        "system|topics|false");
        assertThat(fixture.rows("SELECT broker, host, cluster_id FROM kaspar.system.brokers"))
                .containsExactly(
                        broker + "|" + fixture.cluster().bootstrapServers().split(":")[0] + "|"
                                + fixture.cluster().clusterId());
        assertThat(fixture.rows("SELECT broker, path, error FROM kaspar.system.log_dirs"))
                .containsExactly(broker + "|" + fixture.cluster().logDir(broker) + "|null");
        assertThat(fixture.rows(
                        "SELECT topic, partitions, replication_factor, leaderless, under_replicated, size_bytes >= 0"
                                + " FROM kaspar.system.topics WHERE topic = 'facts-listed'"))
                .containsExactly("facts-listed|2|1|0|0|true");
        assertThat(fixture.rows("SELECT topic FROM kaspar.system.topics WHERE is_internal"))
                .contains("__consumer_offsets");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.system.acls"))
                .hasMessageContaining("No Authorizer is configured");
        assertThat(fixture.rows("SELECT broker FROM kaspar.SYSTEM.Brokers")).hasSize(1);
        assertThat(fixture.rows("DESCRIBE kaspar.system.brokers")).contains("broker|int|its id");
    }

    @Test
    void aTopicsNameCountsMoreThanADot() {
        fixture.cluster().createTopic("facts-a", 1);
        fixture.cluster().createTopic("facts-a.partitions", 1);
        fixture.cluster().createTopic("system.brokers", 1);
        fixture.send("facts-a.partitions", 0, 0, 1);
        fixture.send("system.brokers", 0, 0, 1);

        assertThat(fixture.sql("SELECT * FROM kaspar.`facts-a`.partitions").columns())
                .containsExactly("value");
        assertThat(fixture.sql("SELECT * FROM kaspar.`facts-a$partitions`").columns())
                .contains("high_watermark");
        assertThat(fixture.rows("SHOW TABLES IN kaspar.system")).containsOnlyOnce("system|brokers|false");
        // the cluster's tables are where they are, whatever topics there are
        assertThat(fixture.sql("SELECT * FROM kaspar.system.brokers").columns()).contains("rack");
        assertThat(fixture.sql("SELECT * FROM kaspar.`system.brokers`").columns())
                .containsExactly("value");
    }

    /** A dot is one more way to read them, and takes no name away. */
    @Test
    void aTopicCanBeMadeThatIsCalledAsATableBehindADot() {
        fixture.catalog("facts_made", Map.of("ddl.enabled", "true", "drop.enabled", "true"));
        fixture.cluster().createTopic("facts-b", 1);
        assertThat(fixture.sql("SELECT * FROM facts_made.`facts-b`.groups").columns())
                .contains("lag");

        fixture.sql("CREATE TABLE IF NOT EXISTS facts_made.`facts-b`.groups (value STRING)");

        assertThat(fixture.sql("SELECT * FROM facts_made.`facts-b`.groups").columns())
                .containsExactly("value");
        fixture.sql("DROP TABLE facts_made.`facts-b`.groups");
    }

    @Test
    void tablesOfFactsAreCountedAndJoined() {
        assertThat(fixture.rows("SELECT count(*) FROM kaspar.`orders$partitions`"))
                .containsExactly("3");
        assertThat(fixture.rows("SELECT p.partition FROM kaspar.orders.partitions p JOIN kaspar.system.brokers b"
                        + " ON b.broker = p.leader ORDER BY 1"))
                .containsExactly("0", "1", "2");
        assertThat(fixture.rows(
                        "SELECT array_contains(replicas, leader) FROM kaspar.orders.partitions WHERE partition = 1"))
                .containsExactly("true");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`nowhere$partitions`"))
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`plain$partition`"))
                .hasMessageContaining("kaspar.`plain$partitions`");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.system.broker"))
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
        assertThatThrownBy(() ->
                        fixture.sql("INSERT INTO kaspar.`plain$partitions` SELECT * FROM kaspar.`plain$partitions`"))
                .hasMessageContaining("`plain$partitions`");
        assertThat(fixture.spark().catalog().tableExists("kaspar.`plain$partitions`"))
                .isTrue();
        assertThat(fixture.spark().catalog().tableExists("kaspar.system.brokers"))
                .isTrue();
        assertThat(fixture.spark().catalog().tableExists("kaspar.nowhere.partitions"))
                .isFalse();
    }

    @Test
    void partitionsAreShown() {
        assertThat(fixture.rows("SHOW PARTITIONS kaspar.orders"))
                .containsExactly("_partition=0", "_partition=1", "_partition=2");
        assertThat(fixture.rows("SHOW PARTITIONS kaspar.orders PARTITION (_partition = 1)"))
                .containsExactly("_partition=1");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE kaspar.orders DROP PARTITION (_partition = 1)"))
                .hasMessageContaining("DROP PARTITION");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE kaspar.orders ADD PARTITION (_partition = 3)"))
                .hasMessageContaining("SET TBLPROPERTIES (partitions = 12)");
    }
}
