package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are compared in the reader, as bytes: what it saves, and that malformed ones are treated as without that. */
@ExtendWith(SqlFixtureExtension.class)
class ComparedKeysIT {
    private static final String BAD_VALUES = "keys-before-values";
    private static final String BAD_KEYS = "keys-malformed";

    private final SqlFixture fixture;

    ComparedKeysIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    static void fill(SqlFixture fixture) {
        fixture.cluster().createTopic(BAD_VALUES, 2);
        fixture.cluster().createTopic(BAD_KEYS, 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            records.add(record(BAD_VALUES, number % 2, bytes("good"), ofInt(number)));
            records.add(record(BAD_VALUES, number % 2, bytes("bad"), bytes("no int")));
            records.add(record(BAD_VALUES, number % 2, null, bytes("none either")));
        }
        for (int number = 0; number < 8; number++) {
            records.add(record(BAD_KEYS, 0, ofInt(number % 4), ofInt(number)));
            records.add(record(BAD_KEYS, 0, number == 3 ? bytes("bad") : null, ofInt(100 + number)));
        }
        fixture.cluster().producer().send(records);
        fixture.catalog(
                "compared",
                Map.of(
                        "value.format",
                        "int",
                        "topic." + BAD_VALUES + ".key.format",
                        "string",
                        "topic." + BAD_KEYS + ".key.format",
                        "int"));
        fixture.catalog("undeclared", Map.of("value.format", "int"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ofInt(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys
    private static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, byte @Nullable [] key, byte[] value) {
        return new ProducerRecord<>(topic, partition, key, value);
    }

    private String executed(String query) {
        return fixture.sql(query).queryExecution().executedPlan().toString();
    }

    @Test
    void decodesNoValueOfAnotherKey() {
        for (String catalog : List.of("compared", "undeclared")) {
            for (String options : List.of("", " WITH ('read.locality' = 'off')")) {
                String query = "SELECT sum(value), count(*), max(_offset) FROM " + catalog + ".`" + BAD_VALUES + "`"
                        + options + " WHERE _key = 'good'";
                assertThat(fixture.rows(query)).as(query).containsExactly("435|30|42");
            }
            String off = "SELECT value FROM " + catalog + ".`" + BAD_VALUES
                    + "` WITH ('pushdown' = 'off') WHERE _key = 'good'";
            assertThatThrownBy(() -> fixture.rows(off)).hasStackTraceContaining("but a int has 4");
        }
    }

    @Test
    void takesAComparisonForGoodWhereBytesTellAll() {
        String select = "SELECT value FROM compared.`" + BAD_VALUES + "` WHERE ";

        assertThat(executed(select + "_key = 'good' AND _offset >= 3 LIMIT 2"))
                .doesNotContain("Filter (")
                .contains("compares keys first", "at most 2 rows a task");
        assertThat(fixture.rows(select + "_key IN ('good', 'better') LIMIT 7")).hasSize(7);
        assertThat(executed(select + "_key <> 'good'")).contains("Filter (");
        assertThat(executed(select + "_key = 'good' OR _partition = 0")).contains("Filter (");
        assertThat(executed("SELECT value FROM compared.`" + BAD_VALUES + "$raw` WHERE key <> X'31'"))
                .doesNotContain("Filter (");
        // a header might say that it is no text
        assertThat(executed("SELECT value FROM undeclared.`" + BAD_VALUES + "` WHERE _key = 'good'"))
                .contains("Filter (", "compares keys first");
    }

    @Test
    void aggregatesOfAKeyAreMadeByTasks() {
        String from = " FROM compared.`" + BAD_VALUES + "` WHERE _key = 'bad' GROUP BY _partition ORDER BY 1";
        String query = "SELECT _partition, min(_offset), max(_offset), count(*)" + from;

        assertThat(fixture.rows(query)).containsExactly("0|1|43|15", "1|1|43|15");
        assertThat(fixture.plan(query)).contains("aggregates [");
        assertThat(fixture.rows("SELECT _offset FROM compared.`" + BAD_VALUES
                        + "` WHERE _key = 'bad' AND _partition = 1 ORDER BY _offset DESC LIMIT 3"))
                .containsExactly("43", "40", "37");
        assertThat(fixture.value("SELECT count(*) FROM compared.`" + BAD_VALUES + "` WHERE _key = 'bad'"))
                .isEqualTo(30L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_key = 2",
                "_key IN (1, 2, NULL)",
                "_key <> 2",
                "_key NOT IN (1, 2)",
                "_key IS NULL",
                "_key IS NOT NULL",
                "_key <=> NULL",
                "NOT (_key <=> 2)",
                "_key = 2 OR _key IS NULL",
                "_key = 2 AND _key IS NOT NULL",
            })
    void treatsKeysThatCannotBeDecodedAsWithoutPushdown(String condition) {
        for (String mode : List.of("PERMISSIVE", "DROPMALFORMED")) {
            for (String columns : List.of("_offset, value", "_offset, value, _key", "_offset, value, _error")) {
                String select = "SELECT " + columns + " FROM compared.`" + BAD_KEYS + "` WITH ('mode' = '" + mode + "'";
                String where = ") WHERE " + condition + " ORDER BY 1";
                assertThat(fixture.rows(select + where))
                        .as(mode + ": " + columns)
                        .isEqualTo(fixture.rows(select + ", 'pushdown' = 'off'" + where));
            }
        }
    }

    /** It equals nothing that anybody names; where others are wanted it has to be told. */
    @Test
    void failsForAKeyThatCannotBeDecodedWhereOtherKeysAreWanted() {
        String select = "SELECT value FROM compared.`" + BAD_KEYS + "` WHERE ";

        assertThat(fixture.rows(select + "_key = 2 ORDER BY 1")).containsExactly("2", "6");
        for (String condition : List.of("_key <> 2", "_key NOT IN (1, 2)", "_key IS NULL", "_key IS NOT NULL")) {
            assertThatThrownBy(() -> fixture.rows(select + condition))
                    .as(condition)
                    .hasStackTraceContaining("the payload has 3 bytes");
        }
    }
}
