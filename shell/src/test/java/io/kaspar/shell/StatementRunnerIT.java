package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SampleSessions.class)
class StatementRunnerIT {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void stopsAStatementAndGoesOn(SampleSession samples) throws Exception {
        StatementRunner statements = runner(samples);
        ExecutorService prompt = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Boolean> running = CompletableFuture.supplyAsync(
                    () -> run(statements, "SELECT count(*) FROM range(100000000000)"), prompt);
            while (samples.spark().sparkContext().statusTracker().getActiveJobIds().length == 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            statements.stop();

            assertThat(running.get(60, TimeUnit.SECONDS)).isFalse();
        } finally {
            prompt.shutdownNow();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("stopped\n");
        assertThat(run(statements, "SELECT 1 AS one")).isTrue();
    }

    @Test
    void cutsLongResultsAndSaysSo(SampleSession samples) throws Exception {
        assertThat(run(runner(samples, "--max-rows", "2"), "SELECT id FROM range(5)"))
                .isTrue();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(" id\n----\n  0\n  1\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("2 rows, there are more: --max-rows 0 shows all");
    }

    @Test
    void showsAllRowsWhenAsked(SampleSession samples) throws Exception {
        assertThat(run(runner(samples, "--max-rows", "0"), "SELECT id FROM range(2500)"))
                .isTrue();

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2502).endsWith(" 2499");
    }

    @Test
    void writesOneJsonObjectARowNullsIncluded(SampleSession samples) throws Exception {
        run(runner(samples, "--output", "json"), "SELECT 1 AS a, CAST(NULL AS INT) AS b, named_struct('c', 'd') AS e");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1,\"b\":null,\"e\":{\"c\":\"d\"}}\n");
    }

    @Test
    void writesValuesByTheSessionsSettings(SampleSession samples) throws Exception {
        run(runner(samples, "--output", "csv"), "SET TIME ZONE 'Asia/Tokyo'");
        try {
            run(runner(samples, "--output", "csv"), "SELECT X'00FF' AS b, timestamp_millis(0) AS t");
        } finally {
            run(runner(samples, "--output", "csv"), "SET TIME ZONE 'UTC'");
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("b,t\n00FF,1970-01-01 09:00:00\n");
    }

    @Test
    void writesAPlanAsItIs(SampleSession samples) throws Exception {
        run(runner(samples), "EXPLAIN SELECT 1");

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("== Physical Plan ==\n");
    }

    @Test
    void hidesSecretsOfTheCatalogsSettings(SampleSession samples) throws Exception {
        samples.spark().conf().set("spark.sql.catalog.kaspar.basic.auth.user.info", "me:hidden-word");
        samples.spark().conf().set("spark.sql.catalog.kaspar.kafka.sasl.jaas.config", "hidden-word");
        samples.spark().conf().set("spark.sql.catalog.kaspar.request.header.X-Key", "hidden-word");
        try {
            run(runner(samples, "--max-rows", "0", "--max-width", "0"), "SET");
        } finally {
            samples.spark().conf().unset("spark.sql.catalog.kaspar.basic.auth.user.info");
            samples.spark().conf().unset("spark.sql.catalog.kaspar.kafka.sasl.jaas.config");
            samples.spark().conf().unset("spark.sql.catalog.kaspar.request.header.X-Key");
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("basic.auth.user.info", "sasl.jaas.config", "request.header.X-Key")
                .doesNotContain("hidden-word");
    }

    @Test
    void saysWhatItReadOfTopicsAndFromWhere(SampleSession samples) throws Exception {
        assertThat(run(runner(samples), "SELECT sum(order_id) FROM kaspar.orders"))
                .isTrue();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("1 row \\(\\d+\\.\\d\\d s, read \\d+\\.\\d [kM]B, 100% local\\)\\R");
        err.reset();

        assertThat(run(runner(samples), "SELECT sum(order_id) FROM kaspar.orders WITH ('read.locality' = 'off')"))
                .isTrue();
        assertThat(run(runner(samples), "SELECT 1")).isTrue();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches(
                        "1 row \\(\\d+\\.\\d\\d s, read \\d+\\.\\d [kM]B, 0% local\\)\\R1 row \\(\\d+\\.\\d\\d s\\)\\R");
    }

    @Test
    void saysInOneMessageWhatIsWrong(SampleSession samples) throws Exception {
        assertThat(run(runner(samples), "SELECT * FROM kaspar.no_such_topic")).isFalse();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error: [TABLE_OR_VIEW_NOT_FOUND]")
                .contains("no_such_topic")
                .doesNotContain("UnresolvedRelation", "\tat ");
    }

    private StatementRunner runner(SampleSession samples, String... arguments) throws UsageException {
        return new StatementRunner(
                samples.spark(),
                new StreamOutput(ResultWriter.of(ShellOptions.parse(List.of(arguments)), () -> 0), print(out)),
                new StreamStatements(samples.spark(), folder, StreamSettings.standard()),
                Progress.none(),
                false,
                print(err));
    }

    private static boolean run(StatementRunner statements, String statement) {
        try {
            return statements.run(statement);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
