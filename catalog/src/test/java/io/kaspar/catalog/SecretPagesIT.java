package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Secrets are looked for on all pages of Spark's UI that tell of queries, in its REST API and its metrics, with the
 * redaction that docs/options.md tells.
 */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretPagesIT {
    private static final String SESSION_SECRET = "session-hush-2342";
    private static final String FAILED = "MalformedRecordException";
    /** As the page of a stage asks for its tasks. */
    private static final String TASKS =
            "numTasks=100&columnNameToSort=Index&order%5B0%5D%5Bdir%5D=asc&search%5Bvalue%5D=&start=0&length=100";

    private final SqlFixture fixture;
    private final SparkPages pages;
    private List<Integer> executions = List.of();
    private List<Integer> jobs = List.of();
    private List<Integer> stages = List.of();

    SecretPagesIT(SqlFixture fixture) {
        this.fixture = fixture;
        this.pages = SparkPages.of(fixture.spark().sparkContext());
    }

    /** Queries with every secret, good ones and one that fails in a task. */
    @BeforeAll
    void query() throws Exception {
        int lastExecution = last(told());
        int lastJob = last(pages.numbers("jobs", "jobId"));
        int lastStage = last(pages.numbers("stages", "stageId"));
        fixture.catalog(
                "set_later",
                Map.of(
                        "kafka.ssl.key.password",
                        SESSION_SECRET,
                        "basic.auth.user.info",
                        "scott:" + SESSION_SECRET,
                        "request.header.X-Key",
                        SESSION_SECRET,
                        "topic.plain.value.format",
                        "long"));
        List<String> catalogs = List.of("logged", "logged2", "logged3", "set_later");
        for (String catalog : catalogs) {
            fixture.rows("SELECT order_id, count(*) FROM " + catalog + ".orders GROUP BY order_id ORDER BY order_id");
            fixture.rows("CALL " + catalog + ".system.check_locality(topic => 'orders')");
        }
        assertThat(source().load("orders").count()).isEqualTo(SqlFixture.ORDERS);
        assertThatThrownBy(() -> fixture.rows("SELECT value FROM set_later.plain"))
                .hasMessageContaining("plain-");

        int asked = catalogs.size() + 2;
        Waiting.until("the queries to be told of", () -> {
            executions = after(lastExecution, told());
            return executions.size() >= asked && haveEnded(executions);
        });
        jobs = after(lastJob, pages.numbers("jobs", "jobId"));
        stages = after(lastStage, pages.numbers("stages", "stageId"));
    }

    /**
     * The queries that Spark keeps. Its REST API lists them too, and answers 404 where one of them has no plan, as one of
     * another test's stream that failed.
     */
    private List<Integer> told() {
        List<Integer> ids = new ArrayList<>();
        ((SparkSession) fixture.spark())
                .sharedState()
                .statusStore()
                .executionsList()
                .foreach(execution -> ids.add((int) execution.executionId()));
        return ids;
    }

    private boolean haveEnded(List<Integer> ids) throws Exception {
        for (int id : ids) {
            if (pages.page(pages.api("sql/" + id + "?details=false")).contains("\"RUNNING\"")) {
                return false;
            }
        }
        return true;
    }

    private static int last(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    private static List<Integer> after(int last, List<Integer> ids) {
        return ids.stream().filter(id -> id > last).distinct().sorted().toList();
    }

    private DataFrameReader source() {
        return fixture.spark()
                .read()
                .format("kaspar")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("schema.registry.url", fixture.registry().url())
                .option("kafka.ssl.key.password", SESSION_SECRET)
                .option("basic.auth.user.info", "scott:" + SESSION_SECRET)
                .option("request.header.X-Key", SESSION_SECRET);
    }

    @Test
    void showsNoSecretOnThePagesOfQueries() throws Exception {
        assertThat(executions).hasSizeGreaterThanOrEqualTo(6);
        List<String> shown = new ArrayList<>();
        for (int id : executions) {
            shown.add(withoutSecret("/SQL/execution/?id=" + id));
        }
        assertThat(String.join("\n", shown))
                .contains("BatchScan logged.orders", "BatchScan set_later.orders", "BatchScan set_later.plain");
        withoutSecret("/SQL/");
        assertThat(withoutSecret(pages.api("sql/sqlTable?start=0&length=10000")))
                .contains("\"recordsTotal\"");
    }

    @Test
    void showsNoSecretOnThePagesOfJobsAndStages() throws Exception {
        assertThat(jobs).isNotEmpty();
        assertThat(stages).isNotEmpty();
        for (int id : jobs) {
            withoutSecret("/jobs/job/?id=" + id);
        }
        for (int id : stages) {
            withoutSecret("/stages/stage/?id=" + id + "&attempt=0");
        }
        assertThat(withoutSecret("/stages/")).contains(FAILED);
        withoutSecret("/jobs/");
    }

    @Test
    void showsNoSecretOnThePagesOfTheProcess() throws Exception {
        for (String path : List.of("/storage/", "/executors/", "/executors/threadDump/?executorId=driver")) {
            withoutSecret(path);
        }
        withoutSecret("/environment/");
    }

    @Test
    void showsNoSecretInTheRestApi() throws Exception {
        withoutSecret("/api/v1/applications");
        for (String path : List.of(
                "jobs",
                "stages?details=true&withSummaries=true",
                "executors",
                "allexecutors",
                "executors/driver/threads",
                "storage/rdd")) {
            withoutSecret(pages.api(path));
        }
        // the environment's page fills itself from here
        assertThat(withoutSecret(pages.api("environment")))
                .contains("spark.sql.catalog.logged.basic.auth.user.info", "redacted");
        List<String> told = new ArrayList<>();
        for (int id : executions) {
            told.add(withoutSecret(pages.api("sql/" + id + "?details=true&planDescription=true")));
        }
        assertThat(String.join("\n", told)).contains("BatchScan logged.orders");
        for (int id : jobs) {
            withoutSecret(pages.api("jobs/" + id));
        }
        for (int id : stages) {
            withoutSecret(pages.api("stages/" + id + "?details=true&withSummaries=true"));
            withoutSecret(pages.api("stages/" + id + "/0/taskList?length=100"));
            withoutSecret(pages.api("stages/" + id + "/0/taskTable?" + TASKS));
        }
    }

    @Test
    void showsNoSecretInMetrics() throws Exception {
        assertThat(withoutSecret("/metrics/json/")).contains("gauges");
        assertThat(withoutSecret("/metrics/prometheus/")).contains("metrics_");
        assertThat(withoutSecret("/metrics/executors/prometheus/")).contains("spark_info");
    }

    private String withoutSecret(String path) throws Exception {
        String page = pages.page(path);
        assertThat(page.lines()
                        .filter(line -> line.contains(SESSION_SECRET) || line.contains(ConfiguredSecrets.SECRET)))
                .as(path)
                .isEmpty();
        return page;
    }
}
