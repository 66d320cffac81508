package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.catalog.facts.ClusterLogDirectories;
import io.kaspar.catalog.locality.survey.DirectoryQuestion;
import io.kaspar.catalog.locality.survey.HostAnswer;
import io.kaspar.catalog.locality.survey.SurveyAnswers;
import io.kaspar.catalog.locality.survey.SurveyJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Asking executors in local mode, where the driver answers. */
@ExtendWith(SqlFixtureExtension.class)
class HostsAutoIT {
    private static final String QUERY = "SELECT value FROM %s.plain";
    private static final String DESCRIPTION = "spark.job.description";

    private final SqlFixture fixture;

    HostsAutoIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void saysInAPlanHowManyWereAsked() {
        fixture.catalog("surveyed", Map.of("hosts", "auto"));

        assertThat(fixture.plan(QUERY.formatted("surveyed")))
                .contains("on [127.0.0.1]; 1 of 1 executors' hosts answered)");
        assertThat(fixture.plan(QUERY.formatted("kaspar"))).doesNotContain("hosts answered");
        assertThat(fixture.plan(QUERY.formatted("kaspar") + " WITH ('hosts' = 'auto')"))
                .contains("1 of 1 executors' hosts answered");
    }

    @Test
    void believesWhatIsSetAndAsksNobodyThen() {
        fixture.catalog("told", Map.of("hosts", "0=some-other-host;auto"));

        assertThat(fixture.plan(QUERY.formatted("told")))
                .contains("on [some-other-host])")
                .doesNotContain("hosts answered");
    }

    @Test
    void asksNobodyWhenFilesAreNotRead() {
        fixture.catalog("remote", Map.of("hosts", "auto", "read.locality", "off"));

        assertThat(fixture.plan(QUERY.formatted("remote")))
                .contains("locality off")
                .doesNotContain("hosts answered");
    }

    @Test
    void isNobodysJobButItsOwn() throws TimeoutException {
        fixture.catalog("grouped", Map.of("hosts", "auto"));
        SparkContext context = fixture.spark().sparkContext();
        Jobs jobs = new Jobs();
        context.addSparkListener(jobs);
        context.setJobGroup("users", "the user's", false);
        context.addJobTag("tagged");
        context.setLocalProperty("spark.scheduler.pool", "swimming");
        try {
            Properties before = (Properties) context.getLocalProperties().clone();
            assertThat(fixture.rows(QUERY.formatted("grouped"))).hasSize(3);
            assertThat(context.getLocalProperties()).isEqualTo(before);
            context.listenerBus().waitUntilEmpty(60_000);
        } finally {
            context.clearJobGroup();
            context.clearJobTags();
            context.setLocalProperty("spark.scheduler.pool", null);
            context.removeSparkListener(jobs);
        }

        assertThat(jobs.properties("kaspar: which")).singleElement().satisfies(survey -> {
            assertThat(survey.getProperty("spark.jobGroup.id")).isNull();
            assertThat(survey.getProperty("spark.job.tags")).isNull();
            assertThat(survey.getProperty("spark.sql.execution.id")).isNull();
            assertThat(survey.getProperty("spark.scheduler.pool")).isEqualTo("swimming");
        });
        assertThat(jobs.properties("the user's"))
                .isNotEmpty()
                .allSatisfy(query ->
                        assertThat(query.getProperty("spark.jobGroup.id")).isEqualTo("users"));
    }

    @Test
    void takesATaskThatFailsForNoAnswer() {
        SurveyJob survey = new SurveyJob(fixture.spark().sparkContext());

        assertThat(survey.ask(question(0), survey.hosts(), Duration.ofMinutes(1))
                        .answers())
                .extracting(HostAnswer::host)
                .containsExactly("127.0.0.1");
        // no directory can be called so: looking for it throws
        SurveyAnswers failed = survey.ask(question(-1), survey.hosts(), Duration.ofMinutes(1));
        assertThat(failed.answers()).isEmpty();
        assertThat(failed.failure()).startsWith("java.lang.IllegalArgumentException: ");
    }

    @Test
    void givesUpWhenInterrupted() {
        SurveyJob survey = new SurveyJob(fixture.spark().sparkContext());

        Thread.currentThread().interrupt();
        survey.ask(question(0), Set.of("127.0.0.1"), Duration.ofMinutes(10));

        assertThat(Thread.interrupted()).isTrue();
    }

    private DirectoryQuestion question(int partition) {
        BrokerLogDirectories.Directory directory =
                new BrokerLogDirectories.Directory(fixture.cluster().logDir(0).toString(), List.of(partition), "");
        return new DirectoryQuestion(
                new ClusterLogDirectories(
                        fixture.cluster().clusterId(),
                        List.of(new BrokerLogDirectories(0, "localhost", List.of(directory), ""))),
                "orders",
                "",
                List.of(),
                false);
    }

    /** The jobs that were started. */
    private static final class Jobs extends SparkListener {
        private final List<Properties> started = new CopyOnWriteArrayList<>();

        @Override
        public void onJobStart(SparkListenerJobStart start) {
            started.add(start.properties());
        }

        List<Properties> properties(String description) {
            return started.stream()
                    .filter(job -> job.getProperty(DESCRIPTION, "").startsWith(description))
                    .toList();
        }
    }
}
