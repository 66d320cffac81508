package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows a query has must not depend on the columns that it asks for, where malformed records are dropped or searched. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRowsIT {
    private static final String RECORD = """
            {"type":"record","name":"Row","fields":[{"name":"a","type":"long"},{"name":"b","type":"string"}]}""";

    private static final int RECORDS = 10;
    private static final int BAD_LAST_FIELD = 3;
    private static final int WITHOUT_FRAME = 6;

    private final SqlFixture fixture;

    MalformedRowsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    void fill() {
        int valueId = fixture.registry().register("halfbad-value", RECORD);
        int keyId = fixture.registry().register("badkeys-key", RECORD);
        byte[] plain = "plain text".getBytes(StandardCharsets.UTF_8);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] payload = i == WITHOUT_FRAME ? plain : payload(valueId, i, i == BAD_LAST_FIELD);
            byte[] key = i == WITHOUT_FRAME ? plain : payload(keyId, i, i == BAD_LAST_FIELD);
            byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(i).array();
            records.add(new ProducerRecord<>("halfbad", 0, plain, payload));
            records.add(new ProducerRecord<>("badkeys", 0, key, plain));
            records.add(new ProducerRecord<>(
                    "badnumbers", 0, plain, i == WITHOUT_FRAME || i == BAD_LAST_FIELD ? plain : number));
        }
        for (String topic : List.of("halfbad", "badkeys", "badnumbers")) {
            fixture.cluster().createTopic(topic, 1);
        }
        fixture.cluster().producer().send(records);
        fixture.catalog("judging", Map.of("topic.badnumbers.value.format", "long"));
    }

    /** A string of 2 bytes, or one that claims 20. */
    private static byte[] payload(int schemaId, int a, boolean isBad) {
        return ByteBuffer.allocate(9)
                .put((byte) 0)
                .putInt(schemaId)
                .put((byte) (2 * a))
                .put((byte) (isBad ? 40 : 4))
                .put((byte) 'o')
                .put((byte) 'k')
                .array();
    }

    private String from(String topic, String mode, String locality) {
        return " FROM judging." + topic + " WITH ('mode' = '" + mode + "', 'read.locality' = '" + locality + "') ";
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void dropsTheSameRecordsWhateverTheColumns(String locality) {
        String from = from("halfbad", "DROPMALFORMED", locality);
        int good = RECORDS - 2;
        for (String counted : List.of("*", "a", "b", "_offset", "_key")) {
            assertThat(fixture.rows("SELECT count(" + counted + ")" + from))
                    .as(counted)
                    .containsExactly("" + good);
        }
        for (String columns : List.of("a", "b", "*", "_offset", "_value", "_partition, _topic", "_error", "1")) {
            assertThat(fixture.rows("SELECT " + columns + from)).as(columns).hasSize(good);
            assertThat(fixture.rows("SELECT " + columns + from + "LIMIT 9"))
                    .as(columns + " LIMIT 9")
                    .hasSize(good);
        }
        assertThat(fixture.rows("SELECT _offset" + from)).doesNotContain("" + BAD_LAST_FIELD, "" + WITHOUT_FRAME);
        assertThat(fixture.rows("SELECT count(*)" + from + "WHERE _offset < 5")).containsExactly("4");
        assertThat(fixture.rows("SELECT count(*) FROM (SELECT a, _offset o" + from + ") x FULL JOIN (SELECT _offset p"
                        + from + ") y ON x.o = y.p WHERE x.o IS NULL OR y.p IS NULL"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void findsEveryMalformedRecordByItsErrorWhateverElseIsAskedFor(String locality) {
        String from = from("halfbad", "PERMISSIVE", locality);
        for (String columns : List.of("_offset", "_offset, a", "_offset, b", "_offset, a, b, _key, _error")) {
            assertThat(fixture.rows("SELECT " + columns + from + "WHERE _error IS NOT NULL"))
                    .as(columns)
                    .extracting(row -> row.substring(0, 1))
                    .containsExactly("" + BAD_LAST_FIELD, "" + WITHOUT_FRAME);
        }
        assertThat(fixture.rows("SELECT count(*)" + from + "WHERE _error IS NOT NULL"))
                .containsExactly("2");
        assertThat(fixture.rows("SELECT count(*)" + from)).containsExactly("" + RECORDS);
        assertThat(fixture.rows("SELECT a" + from + "WHERE _offset = 3 AND _error LIKE 'value: %'"))
                .containsExactly("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void judgesKeysAsItJudgesValues(String locality) {
        String dropped = from("badkeys", "DROPMALFORMED", locality);
        for (String columns : List.of("count(*)", "count(value)", "count(_key)", "count(_offset)")) {
            assertThat(fixture.rows("SELECT " + columns + dropped)).as(columns).containsExactly("" + (RECORDS - 2));
        }
        assertThat(fixture.rows("SELECT _offset, _error" + from("badkeys", "PERMISSIVE", locality)
                        + "WHERE _error IS NOT NULL"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).contains("|key: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void judgesPayloadsWithoutSchemaAsWell(String locality) {
        String dropped = from("badnumbers", "DROPMALFORMED", locality);
        for (String columns : List.of("count(*)", "count(value)", "count(_offset)")) {
            assertThat(fixture.rows("SELECT " + columns + dropped)).as(columns).containsExactly("" + (RECORDS - 2));
        }
        assertThat(fixture.rows(
                        "SELECT _offset" + from("badnumbers", "PERMISSIVE", locality) + "WHERE _error IS NOT NULL"))
                .containsExactly("" + BAD_LAST_FIELD, "" + WITHOUT_FRAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void looksOnlyAtWhatIsWantedWhereMalformedRecordsFail(String locality) {
        String from = from("halfbad", "FAILFAST", locality);
        assertThat(fixture.rows("SELECT count(*)" + from)).containsExactly("" + RECORDS);
        assertThat(fixture.rows("SELECT a" + from + "WHERE _offset = " + BAD_LAST_FIELD))
                .containsExactly("" + BAD_LAST_FIELD);
        for (String columns : List.of("b", "_error")) {
            assertThatThrownBy(() -> fixture.rows("SELECT " + columns + from + "WHERE _offset = " + BAD_LAST_FIELD))
                    .as(columns)
                    .hasStackTraceContaining("the value of the record at offset " + BAD_LAST_FIELD);
        }
    }
}
