package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What queries give, and what of them reaches the scan. */
@ExtendWith(SqlFixtureExtension.class)
class QueryIT {
    private final SqlFixture fixture;

    QueryIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void givesTheFieldsOfTheValue() {
        assertThat(fixture.rows("SELECT * FROM kaspar.orders WHERE order_id IN (10, 11) ORDER BY order_id"))
                .containsExactly(
                        "10|null|2|5.0|[city0,z10]|ArraySeq(t0)", "11|customer11|3|5.5|[city1,z11]|ArraySeq(t1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preferred", "required", "off"})
    void readsTheSameFromDiskAndFromTheBroker(String locality) {
        assertThat(fixture.rows(
                        "SELECT count(*), sum(order_id), sum(quantity * price), count(customer) FROM kaspar.orders"
                                + " WITH ('read.locality' = '" + locality + "')"))
                .containsExactly("300|44850|" + revenue() + "|270");
    }

    private static double revenue() {
        double revenue = 0;
        for (int id = 0; id < SqlFixture.ORDERS; id++) {
            revenue += id % 4 * (id / 2.0);
        }
        return revenue;
    }

    @Test
    void countsWithoutAnyColumn() {
        assertThat(fixture.value("SELECT count(*) FROM kaspar.orders")).isEqualTo(300L);
        assertThat(fixture.plan("SELECT count(*) FROM kaspar.orders")).contains("BatchScan kaspar.orders[] ");
    }

    @Test
    void givesNothingOfAnEmptyTopic() {
        assertThat(fixture.rows("SELECT * FROM kaspar.empty")).isEmpty();
        assertThat(fixture.value("SELECT count(*) FROM kaspar.empty")).isEqualTo(0L);
    }

    @Test
    void hidesKafkasFactsUntilTheyAreNamed() {
        List<String> rows = fixture.rows("SELECT _topic, _partition, _offset, _timestamp_type, _key, value, _headers,"
                + " _value_schema_id, _error FROM kaspar.plain ORDER BY _partition, _offset");

        assertThat(rows)
                .containsExactly(
                        "plain|0|0|CreateTime|k0|plain 0|ArraySeq()|null|null",
                        "plain|1|0|CreateTime|null|plain 1|ArraySeq()|null|null",
                        "plain|1|1|CreateTime|k2|null|ArraySeq()|null|null");
        assertThat(fixture.sql("SELECT * FROM kaspar.plain").columns()).containsExactly("value");
    }

    @Test
    void tellsTheSchemaOfEachRecord() {
        assertThat(fixture.rows("SELECT DISTINCT _value_schema_id, length(_value) > 5, year(_timestamp) > 2000"
                        + " FROM kaspar.orders"))
                .containsExactly(fixture.orderSchemaId() + "|true|true");
    }

    @Test
    void readsOnlyTheFieldsThatAreAskedFor() {
        String query = "SELECT address.city FROM kaspar.orders WHERE quantity = 3";

        assertThat(fixture.sql(query)
                        .queryExecution()
                        .executedPlan()
                        .collectLeaves()
                        .head()
                        .schema()
                        .simpleString())
                .isEqualTo("struct<quantity:int,address:struct<city:string>>");
        assertThat(fixture.rows("SELECT count(address.city), min(address.zip) FROM kaspar.orders"))
                .containsExactly("300|z0");
    }

    @Test
    void letsThePrefixOfHiddenColumnsBeChosen() {
        fixture.catalog("prefixed", Map.of("metadata-prefix", "kafka_"));

        assertThat(fixture.rows("SELECT max(kafka_offset) FROM prefixed.orders WHERE kafka_partition = 0"))
                .containsExactly("99");
        assertThatThrownBy(() -> fixture.sql("SELECT _offset FROM prefixed.orders"))
                .hasMessageContaining("_offset");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_partition = 1 | 100 | 1:[0, 100)",
                "_partition IN (0, 2) AND _offset < 10 | 20 | 0:[0, 10), 2:[0, 10)",
                "_offset >= 95 AND _partition <> 1 | 10 | 0:[95, 100), 2:[95, 100)",
                "(_partition = 0 AND _offset < 10) OR (_partition = 2 AND _offset > 90) | 19 | 0:[0, 10), 2:[91, 100)",
                "NOT (_offset BETWEEN 5 AND 97) AND _partition = 0 | 7 | 0:[0, 5) [98, 100)",
                "5 > _offset | 15 | 0:[0, 5), 1:[0, 5), 2:[0, 5)",
                "_offset <=> 3 AND _partition = 1 | 1 | 1:[3, 4)",
                "_offset IN (1, 2, 7, 1000000) AND _partition = 1 | 3 | 1:[1, 3) [7, 8)",
                "_offset > 1000 | 0 | ",
                "_partition = 99 | 0 | ",
                "_offset = -1 | 0 | ",
                "_partition = CAST(1 AS BIGINT) | 100 | 1:[0, 100)",
            })
    void reducesTheRangesByPartitionAndOffset(String condition, long count, String ranges) {
        String query = "SELECT order_id FROM kaspar.orders WHERE " + condition;
        String plan = fixture.sql(query).queryExecution().executedPlan().toString();

        assertThat(fixture.sql(query).count()).isEqualTo(count);
        if (ranges != null) {
            assertThat(plan).contains("partitions [" + ranges + "]").doesNotContain("Filter (");
        }
    }

    @Test
    void leavesMixedConditionsToSpark() {
        String query = "SELECT order_id FROM kaspar.orders WHERE (_offset < 2 OR quantity = 3) AND _partition = 0";
        String plan = fixture.sql(query).queryExecution().executedPlan().toString();

        assertThat(plan).contains("Filter (", "reads 1 of 3 partitions");
        assertThat(fixture.sql(query).collectAsList())
                .allMatch(row -> row.getLong(0) % 3 == 0)
                .allMatch(row -> row.getLong(0) < 6 || row.getLong(0) % 4 == 3);
    }

    @Test
    void letsOneSnapshotServeAllReferencesOfAQuery() throws Exception {
        fixture.cluster().createTopic("busy", SqlFixture.ORDER_PARTITIONS);
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            while (!stop.get()) {
                fixture.cluster().producer().send(List.of(TestProducer.text("busy", 0, "k", "v")));
            }
        });
        writer.start();
        try {
            for (int round = 0; round < 5; round++) {
                Row row = fixture.sql(
                                "SELECT (SELECT count(*) FROM kaspar.busy), count(*), max(a._offset) - max(b._offset)"
                                        + " FROM kaspar.busy a FULL JOIN kaspar.busy b"
                                        + " ON a._partition = b._partition AND a._offset = b._offset")
                        .head();

                assertThat(row.getLong(0)).isEqualTo(row.getLong(1));
                assertThat(row.isNullAt(2) || row.getLong(2) == 0).isTrue();
            }
        } finally {
            stop.set(true);
            writer.join();
        }
        assertThat((Long) fixture.value("SELECT count(*) FROM kaspar.busy")).isPositive();
    }

    @Test
    void seesNewRecordsInTheNextQuery() {
        fixture.cluster().createTopic("fresh.records", 1);
        assertThat(fixture.value("SELECT count(*) FROM kaspar.fresh.records")).isEqualTo(0L);
        fixture.cluster().producer().send(List.of(TestProducer.text("fresh.records", 0, "k", "v")));

        assertThat(fixture.value("SELECT count(*) FROM kaspar.fresh.records")).isEqualTo(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'startingOffsets' = 'latest' | 0",
                "'startingOffsets' = '{\"orders\":{\"0\":90,\"1\":-2,\"2\":-1}}' | 110",
                "'endingOffsets' = '{\"orders\":{\"0\":5,\"1\":0,\"2\":-1}}' | 105",
                "'startingTimestamp' = '0' | 300",
                "'endingTimestamp' = '0' | 0",
                "'startingTimestamp' = '99999999999999', 'startingOffsetsByTimestampStrategy' = 'latest' | 0",
                "'startingOffsetsByTimestamp' = '{\"orders\":{\"0\":0,\"1\":0,\"2\":0}}' | 300",
                "'endingTimestamp' = '99999999999999' | 300",
                "'endingOffsetsByTimestamp' = '{\"orders\":{\"0\":0,\"1\":99999999999999,\"2\":0}}' | 100",
                "'startingTimestamp' = '0', 'endingOffsets' = '{\"orders\":{\"0\":5,\"1\":0,\"2\":-1}}' | 105",
                "'startingOffsets' = '{\"orders\":{\"0\":90,\"1\":-2,\"2\":-1}}', 'endingTimestamp' = '99999999999999' | 110",
            })
    void takesBoundsAsSparksOwnConnectorDoes(String options, long count) {
        assertThat(fixture.value("SELECT count(*) FROM kaspar.orders WITH (" + options + ")"))
                .isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'startingOffsets' = '{\"orders\":{\"0\":90}}' | each of the partitions 0 to 2",
                "'endingOffsets' = '{\"orders\":{\"0\":101,\"1\":0,\"2\":-1}}' | ends at 100",
                "'startingTimestamp' = '99999999999999' | startingOffsetsByTimestampStrategy",
                "'startingOffsets' = '{\"orders\":{\"0\":90,\"1\":0,\"2\":0}}', 'endingOffsets' = '{\"orders\":{\"0\":5,\"1\":0,\"2\":0}}' | partition 0 of topic orders would be read from offset 90 up to 5",
                "'startingOffsets' = 'latest', 'endingOffsets' = '{\"orders\":{\"0\":5,\"1\":0,\"2\":0}}' | the starting option lies behind the ending one",
                "'startingOfsets' = 'latest' | did you mean startingOffsets?",
                "'isolation' = 'none' | read_committed or read_uncommitted",
                "'value.format' = 'binary' | cannot be set here",
                "'assign' = '{}' | cannot be set here; set it for format(",
                "'minPartitions' = 'none' | 1 to 1000000",
            })
    void refusesOptionsThatMeanNothing(String options, String message) {
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.orders WITH (" + options + ")"))
                .hasMessageContaining(message);
    }

    @Test
    void readsFormatsAsTheyAreSetForTopics() {
        fixture.catalog("bytes", Map.of("topic.my.topic.value.format", "binary", "key.format", "binary"));

        assertThat(fixture.sql("SELECT value, _key FROM bytes.my.topic")
                        .schema()
                        .simpleString())
                .isEqualTo("struct<value:binary,_key:binary>");
        assertThat(fixture.sql("SELECT value FROM bytes.plain").schema().simpleString())
                .isEqualTo("struct<value:string>");
    }

    @Test
    void seesCommittedRecordsOnlyUnlessToldOtherwise() {
        fixture.cluster().createTopic("transactions", 1);
        fixture.cluster().producer().sendCommitted("a", List.of(TestProducer.text("transactions", 0, "k", "good")));
        fixture.cluster().producer().sendAborted("b", List.of(TestProducer.text("transactions", 0, "k", "bad")));

        assertThat(fixture.rows("SELECT value FROM kaspar.transactions")).containsExactly("good");
        assertThat(fixture.rows("SELECT value FROM kaspar.transactions WITH ('isolation' = 'read_uncommitted')"))
                .containsExactly("good", "bad");
    }

    @Test
    void tellsSparksUiWhereBytesCameFrom() throws Exception {
        assertThat(metric("preferred", "kasparLocalBytes")).isPositive();
        assertThat(metric("preferred", "kasparLocalRecords")).isEqualTo(SqlFixture.ORDERS);
        assertThat(metric("preferred", "kasparSegmentsOpened")).isEqualTo(SqlFixture.ORDER_PARTITIONS);
        assertThat(metric("preferred", "kasparNetworkBytes")).isZero();
        assertThat(metric("off", "kasparLocalBytes")).isZero();
        assertThat(metric("off", "kasparNetworkBytes")).isPositive();
        assertThat(metric("off", "kasparNetworkRecords")).isEqualTo(SqlFixture.ORDERS);
        Waiting.until(
                "the tasks' input to be logged",
                () -> fixture.eventLog().lines().anyMatch(line -> line.matches(".*\"Bytes Read\":[1-9].*")));
    }

    private long metric(String locality, String name) {
        Dataset<Row> orders =
                fixture.sql("SELECT order_id FROM kaspar.orders WITH ('read.locality' = '" + locality + "')");
        orders.collectAsList();
        return orders.queryExecution()
                .executedPlan()
                .collectLeaves()
                .head()
                .metrics()
                .apply(name)
                .value();
    }

    @Test
    void runsAnEqualScanOnce() {
        String query = "SELECT order_id FROM kaspar.orders WHERE quantity = 1";

        assertThat(fixture.sql("SELECT * FROM (" + query + ") a JOIN (" + query + ") b USING (order_id)")
                        .count())
                .isEqualTo(75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void keepsHeadersInOrderTwiceAndWithoutValue(String locality) {
        String topic = "headers-" + locality;
        fixture.cluster().createTopic(topic, 1);
        ProducerRecord<byte[], byte[]> record = TestProducer.text(topic, 0, null, "v");
        record.headers()
                .add("b", new byte[] {1})
                .add("a", null)
                .add("b", new byte[] {2})
                .add("", new byte[0]);
        fixture.cluster().producer().send(List.of(record));

        assertThat(fixture.rows("SELECT h.key, hex(h.value) FROM (SELECT posexplode(_headers) AS (i, h) FROM kaspar.`"
                        + topic + "` WITH ('read.locality' = '" + locality + "')) ORDER BY i"))
                .containsExactly("b|01", "a|null", "b|02", "|");
    }
}
