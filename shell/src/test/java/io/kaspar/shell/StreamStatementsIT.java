package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements over streams, as scripts and the prompt run them. */
@ExtendWith(SampleSessions.class)
class StreamStatementsIT {
    private static final String[] NOW = {"--trigger", "available-now", "--output", "csv"};
    private static final String ALL = " WITH ('startingOffsets' = 'earliest')";

    @TempDir
    Path folder;

    private final SampleSession samples;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    StreamStatementsIT(SampleSession samples) {
        this.samples = samples;
    }

    @Test
    void printsRecordsAsTheyComeUntilItIsStopped() throws Exception {
        String topic = "shell-stream";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", samples.bootstrapServers()));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", samples.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            StreamStatements streams = streams("--output", "csv");
            StatementRunner statements = runner(streams, "--output", "csv");
            ExecutorService prompt = Executors.newSingleThreadExecutor();
            try {
                CompletableFuture<Boolean> running = CompletableFuture.supplyAsync(
                        () -> run(statements, "SELECT value FROM STREAM kaspar.`" + topic + "`" + ALL), prompt);
                producer.send(new ProducerRecord<>(topic, "first")).get();
                await().atMost(Duration.ofMinutes(1)).until(() -> out().equals("value\nfirst\n"));
                producer.send(new ProducerRecord<>(topic, "second")).get();
                await().atMost(Duration.ofMinutes(1)).until(() -> out().equals("value\nfirst\nsecond\n"));
                // rows are counted when they are printed
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(streams.reports())
                                .singleElement()
                                .satisfies(report -> {
                                    assertThat(report.state()).isEqualTo(StreamReport.State.RUNNING);
                                    assertThat(report.rowCount()).isEqualTo(2);
                                }));
                assertThat(statements.stopStream()).isTrue();

                assertThat(running.get(60, TimeUnit.SECONDS)).isFalse();
            } finally {
                var unused = statements.stopStream(); // where the test failed before
                prompt.shutdownNow();
                admin.deleteTopics(List.of(topic)).all().get();
            }
            assertThat(err()).matches("stopped after 2 rows \\([0-9.]+ s\\)\n");
            assertThat(streams.reports()).singleElement().satisfies(report -> {
                assertThat(report.state()).isEqualTo(StreamReport.State.STOPPED);
                assertThat(report.rowsRead()).isEqualTo(2);
                assertThat(report.behind()).hasValue(0);
            });
            assertThat(statements.stopStream()).isFalse();
        }
        assertThat(samples.spark().streams().active()).isEmpty();
        assertThat(folder.resolve("streams")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    csv   | value
                    json  | {"value":"7"}
                    table | -------
                    """)
    void endsWithWhatWasThereWhenAskedTo(String format, String line) {
        List<String> lines = print(
                "SELECT value FROM STREAM kaspar.testTopic WITH ('startingOffsets' = 'earliest', 'maxOffsetsPerTrigger' = '10')",
                "--trigger",
                "available-now",
                "--output",
                format);

        assertThat(lines).containsOnlyOnce(line);
        assertThat(lines.stream().map(text -> text.replaceAll("\\D", "")).filter(text -> !text.isEmpty()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 100)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(err()).startsWith("100 rows (");
    }

    @Test
    void endsWithAsManyRowsAsTheLimitSays() {
        assertThat(print("SELECT value FROM STREAM kaspar.testTopic" + ALL + " LIMIT 3", "--output", "csv"))
                .hasSize(4);
        assertThat(err()).startsWith("3 rows (");
    }

    @Test
    void givesResultsThatChangedWhereNoWatermarkPasses() {
        List<String> lines = print(
                "SELECT count(*) AS n FROM STREAM kaspar.testTopic WITH ('startingOffsets' = 'earliest',"
                        + " 'maxOffsetsPerTrigger' = '40')",
                NOW);

        assertThat(lines).containsExactly("n", "40", "80", "100");
    }

    @Test
    void givesTheHeaderAgainOnlyWhereColumnsGetWider() {
        List<String> lines = print(
                "SELECT count(*) AS n FROM STREAM kaspar.testTopic WITH ('startingOffsets' = 'earliest',"
                        + " 'maxOffsetsPerTrigger' = '40')",
                "--trigger",
                "available-now");

        assertThat(lines).containsExactly("  n", "----", " 40", " 80", "   n", "-----", " 100");
    }

    @Test
    void givesWholeResultsWhereTheyAreSorted() {
        List<String> lines = print(
                "SELECT value > 50 AS high, count(*) AS n FROM STREAM kaspar.testTopic" + ALL
                        + " GROUP BY ALL ORDER BY high DESC",
                NOW);

        assertThat(lines).containsExactly("high,n", "true,50", "false,50");
    }

    @Test
    void givesWindowsThatTheWatermarkHasPassed() {
        String windows = "SELECT date(window.start) AS start, count(*) AS n FROM STREAM kaspar.orders" + ALL
                + " WATERMARK _timestamp DELAY OF INTERVAL 1 MINUTE GROUP BY window(_timestamp, '7 days')";
        List<String> batch = samples
                .spark()
                .sql(
                        "SELECT date(window.start), count(*) FROM kaspar.orders GROUP BY window(_timestamp, '7 days') ORDER BY 1")
                .collectAsList()
                .stream()
                .map(row -> row.mkString(","))
                .toList();

        assertThat(print(windows, NOW).stream().skip(1))
                .hasSizeGreaterThan(3)
                .containsExactlyInAnyOrderElementsOf(batch.subList(0, batch.size() - 1));
        out.reset();
        assertThat(print(windows, "--trigger", "available-now", "--output", "csv", "--output-mode", "update").stream()
                        .skip(1))
                .containsExactlyInAnyOrderElementsOf(batch);
    }

    @Test
    void joinsTablesAndRunsViewsOfStreams() {
        samples.spark()
                .sql("CREATE OR REPLACE TEMPORARY VIEW streamed AS SELECT value FROM STREAM kaspar.testTopic" + ALL);
        try {
            List<String> lines = print("SELECT * FROM streamed JOIN kaspar.testTopic2 USING (value)", NOW);

            assertThat(lines).hasSize(26).startsWith("value").contains("25");
        } finally {
            samples.spark().sql("DROP VIEW streamed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STREAM kaspar.testTopic2 WITH ('startingOffsets' = 'earliest') a JOIN kaspar.testTopic2 b",
                "kaspar.testTopic2 a JOIN STREAM kaspar.testTopic2 WITH ('startingOffsets' = 'earliest') b"
            })
    void joinsAStreamWithItsOwnTopicAsATable(String tables) {
        List<String> lines = print("SELECT a.value FROM " + tables + " ON a.value = b.value", NOW);

        assertThat(lines).hasSize(26);
        assertThat(lines.stream().distinct()).hasSize(26);
    }

    @Test
    void saysInOneMessageWhyAStreamFailed() {
        StreamStatements streams = streams(NOW);
        run(runner(streams, NOW), "SELECT value / 0 FROM STREAM kaspar.testTopic" + ALL);

        assertThat(err()).startsWith("error: [DIVIDE_BY_ZERO]").doesNotContain("\tat ", "STREAM_FAILED", "caused by");
        assertThat(streams.reports()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(StreamReport.State.FAILED);
            assertThat(report.error()).startsWith("[DIVIDE_BY_ZERO]");
        });
        assertThat(StreamReport.table(samples.spark(), streams.reports()).collectAsList())
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("state")).isEqualTo("failed"));
    }

    @Test
    void storesTheRowsOfAStreamAndGoesOnFromItsCheckpoint() throws Exception {
        String topic = "shell-stored";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", samples.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            try {
                String insert = "INSERT INTO kaspar.`" + topic + "` WITH ('checkpointLocation' = '"
                        + folder.resolve("kept") + "') SELECT concat(value, '!') FROM STREAM kaspar.testTopic" + ALL;

                assertThat(run(runner(streams(NOW), NOW), insert)).isTrue();
                assertThat(err()).startsWith("100 rows (");
                assertThat(run(runner(streams(NOW), NOW), insert)).isTrue();
                assertThat(err()).contains("\n0 rows (");

                assertThat(samples.spark()
                                .sql("SELECT count(*), count(DISTINCT value), min(value LIKE '%!') FROM kaspar.`"
                                        + topic + "`")
                                .head()
                                .mkString("|"))
                        .isEqualTo("100|100|true");
                assertThat(folder.resolve("kept").resolve("commits")).isDirectory();
            } finally {
                admin.deleteTopics(List.of(topic)).all().get();
            }
        }
    }

    /** The driver dies after a micro-batch was written, and before Spark has noted that. */
    @Test
    void storesTheRowsOfAMicroBatchOnceThatComesAgain() throws Exception {
        String topic = "shell-stored-once";
        samples.spark().sql("CREATE TABLE kaspar.`" + topic + "` (value STRING)");
        try {
            String insert =
                    "INSERT INTO kaspar.`" + topic + "` WITH (delivery = 'exactly-once', 'checkpointLocation' = '"
                            + folder.resolve("once") + "') SELECT value FROM STREAM kaspar.testTopic" + ALL;
            assertThat(run(runner(streams(NOW), NOW), insert)).as(err()).isTrue();
            Path commits = folder.resolve("once").resolve("commits");
            Files.delete(commits.resolve("0"));
            Files.deleteIfExists(commits.resolve(".0.crc"));

            assertThat(run(runner(streams(NOW), NOW), insert)).as(err()).isTrue();

            assertThat(samples.spark()
                            .sql("SELECT count(*), count(DISTINCT value) FROM kaspar.`" + topic + "`")
                            .head()
                            .mkString("|"))
                    .isEqualTo("100|100");
        } finally {
            samples.spark().sql("DROP TABLE kaspar.`" + topic + "`");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT value FROM STREAM kaspar.testTopic ORDER BY value             | Sorting is not supported on streaming
                    SELECT count(DISTINCT value) FROM STREAM kaspar.testTopic            | approx_count_distinct()
                    CREATE TABLE kept AS SELECT value FROM STREAM kaspar.testTopic       | such a statement cannot store the rows of a stream
                    CACHE TABLE kept AS SELECT value FROM STREAM kaspar.testTopic        | such a statement cannot store the rows of a stream
                    INSERT INTO kaspar.nosuch SELECT value FROM STREAM kaspar.testTopic          | TABLE_OR_VIEW_NOT_FOUND
                    INSERT INTO kaspar.customers SELECT value FROM STREAM kaspar.testTopic      | NOT_ENOUGH_DATA_COLUMNS
                    SELECT customer_id FROM STREAM kaspar.`customers$latest`             | cannot be read as a stream of
                    """)
    void refusesWhatNoStreamCanDo(String statement, String message) {
        assertThat(run(runner(streams(NOW), NOW), statement)).isFalse();

        assertThat(err()).startsWith("error: ").contains(message).doesNotContain("\tat ", "writeStream.start");
        assertThat(out()).isEmpty();
    }

    @Test
    void endsWhenNobodyReads() {
        PrintStream closed = new PrintStream(
                new FilterOutputStream(out) {
                    @Override
                    public void write(byte[] bytes, int start, int length) throws IOException {
                        throw new IOException("broken pipe");
                    }
                },
                true,
                StandardCharsets.UTF_8);

        assertThat(run(runner(streams(), closed, "--output", "csv"), "SELECT value FROM STREAM kaspar.testTopic" + ALL))
                .isFalse();
        assertThat(err()).isEqualTo("error: the rows of the stream could not be written: standard output is closed\n");
    }

    private List<String> print(String statement, String... arguments) {
        assertThat(run(runner(streams(arguments), arguments), statement))
                .as(err())
                .isTrue();
        return out().lines().toList();
    }

    private StreamStatements streams(String... arguments) {
        try {
            return new StreamStatements(
                    samples.spark(),
                    folder,
                    ShellOptions.parse(List.of(arguments)).streams());
        } catch (UsageException e) {
            throw new IllegalStateException(e);
        }
    }

    private StatementRunner runner(StreamStatements streams, String... arguments) {
        return runner(streams, print(out), arguments);
    }

    private StatementRunner runner(StreamStatements streams, PrintStream results, String... arguments) {
        try {
            return new StatementRunner(
                    samples.spark(),
                    new StreamOutput(ResultWriter.of(ShellOptions.parse(List.of(arguments)), () -> 0), results),
                    streams,
                    Progress.none(),
                    false,
                    print(err));
        } catch (UsageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean run(StatementRunner statements, String statement) {
        try {
            return statements.run(statement);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
