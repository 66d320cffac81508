package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SqlFixtureExtension.class)
class ProcedureIT {
    private final SqlFixture fixture;

    @TempDir
    Path elsewhere = Path.of("");

    ProcedureIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private Row check(String call) {
        List<Row> rows = fixture.sql(call).collectAsList();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static String text(Row row, String column) {
        return row.getString(row.fieldIndex(column));
    }

    @Test
    void findsTheBrokersDirectoryOnTheDriverInLocalMode() {
        Row row = check("CALL kaspar.system.check_locality()");
        String logDir = fixture.cluster().logDir(0).toString();

        assertThat(text(row, "verdict")).as(row.mkString("|")).isEqualTo("LOCAL");
        assertThat(text(row, "executor_host")).isEqualTo("127.0.0.1");
        assertThat(text(row, "broker_host")).isEqualTo("localhost");
        assertThat(text(row, "executor_addresses")).isEqualTo("127.0.0.1");
        assertThat(text(row, "log_dirs")).contains(logDir);
        assertThat(text(row, "found_dirs")).contains(logDir);
        assertThat(text(row, "found_cluster_id")).isEqualTo(fixture.cluster().clusterId());
        assertThat(text(row, "found_node_id")).isEqualTo("0");
        assertThat(text(row, "user")).isEqualTo(System.getProperty("user.name"));
        assertThat(text(row, "mount")).startsWith("/");
        assertThat(row.getBoolean(row.fieldIndex("readable"))).isTrue();
    }

    @Test
    void looksAtTheDirectoriesOfATopic() {
        assertThat(text(check("CALL kaspar.system.check_locality(topic => 'orders')"), "verdict"))
                .isEqualTo("LOCAL");
        assertThat(text(check("CALL kaspar.system.check_locality('plain')"), "verdict"))
                .isEqualTo("LOCAL");
        assertThatThrownBy(() -> fixture.sql("CALL kaspar.system.check_locality('absent')"))
                .hasStackTraceContaining("there is no topic absent");
    }

    @Test
    void triesADirectorysOwnNameAfterTheMappedOne() throws IOException {
        Files.writeString(elsewhere.resolve("meta.properties"), "version=1\ncluster.id=other\nnode.id=0\n");
        fixture.catalog("moved", Map.of("log.dirs", fixture.cluster().logDir(0) + "=" + elsewhere));

        assertThat(text(check("CALL moved.system.check_locality()"), "verdict")).isEqualTo("LOCAL");
    }

    @Test
    void knowsThatTasksAreSentElsewhere() {
        fixture.catalog("misled", Map.of("hosts", "0=some-other-host"));

        Row row = check("CALL misled.system.check_locality()");
        assertThat(text(row, "verdict")).isEqualTo("NOT_PREFERRED");
        assertThat(text(row, "what_to_do")).contains("hosts=0=127.0.0.1");
        assertThat(fixture.plan("SELECT value FROM misled.plain")).contains("on [some-other-host]");
    }

    @Test
    void listsAndDescribesProcedures() {
        assertThat(fixture.rows("SHOW PROCEDURES IN kaspar.system"))
                .hasSize(5)
                .allMatch(row -> row.startsWith("kaspar|"))
                .anyMatch(row -> row.endsWith("|system|check_locality"))
                .anyMatch(row -> row.endsWith("|system|create_views"))
                .anyMatch(row -> row.endsWith("|system|verify_partitioner"))
                .anyMatch(row -> row.endsWith("|system|save_snapshot"))
                .anyMatch(row -> row.endsWith("|system|recover_writes"));
        assertThat(fixture.rows("SHOW PROCEDURES IN kaspar")).hasSize(5);
        assertThat(fixture.rows("SHOW PROCEDURES IN kaspar.other")).isEmpty();
        assertThat(String.join("\n", fixture.rows("DESCRIBE PROCEDURE kaspar.system.check_locality")))
                .contains("check_locality", "topic", "whether tasks there can read the broker's disk");
    }

    @Test
    void saysThatThereIsNoSuchProcedure() {
        assertThatThrownBy(() -> fixture.sql("CALL kaspar.system.absent()"))
                .hasStackTraceContaining("there is no procedure `kaspar`.`system`.`absent`")
                .hasStackTraceContaining("SHOW PROCEDURES IN kaspar.system");
    }

    @Test
    void hidesNoTopicThatBeginsWithSystem() {
        fixture.cluster().createTopic("system.check_locality", 1);
        fixture.cluster().producer().send(List.of(TestProducer.text("system.check_locality", 0, "k", "here")));

        assertThat(fixture.value("SELECT value FROM kaspar.system.check_locality"))
                .isEqualTo("here");
        assertThat(fixture.rows("SHOW TABLES IN kaspar.system")).contains("system|check_locality|false");
        assertThat(text(check("CALL kaspar.system.check_locality('system.check_locality')"), "verdict"))
                .isEqualTo("LOCAL");
    }
}
