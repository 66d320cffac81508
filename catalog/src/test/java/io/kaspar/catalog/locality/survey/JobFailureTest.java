package io.kaspar.catalog.locality.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class JobFailureTest {
    private static String text(String ofSpark) {
        return JobFailure.text(new ExecutionException(new SparkException(ofSpark)));
    }

    @Test
    void namesTheClassThatIsMissing() {
        assertThat(text("Job aborted due to stage failure: Exception while getting task result:"
                        + " java.lang.ClassNotFoundException: io.kaspar.catalog.locality.survey.HostAnswer"))
                .startsWith("Spark could not load Kaspar's class io.kaspar.catalog.locality.survey.HostAnswer.")
                .contains("--jars", "ADD JAR");
        assertThat(text(
                        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure: Lost task"
                                + " 0.3 in stage 1.0 (TID 7) (10.0.0.1 executor 1): java.lang.NoClassDefFoundError:"
                                + " io/kaspar/reader/directory/LogDirectory\n\tat java.base/java.lang"))
                .contains("class io.kaspar.reader.directory.LogDirectory.");
    }

    @Test
    void tellsOtherFailuresInALine() {
        assertThat(
                        text(
                                "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent failure: Lost task"
                                        + " 0.0 in stage 1.0 (TID 7) (host executor driver): java.lang.SecurityException: no\n\tat x"))
                .isEqualTo("java.lang.SecurityException: no");
        assertThat(text("Job 3 cancelled\nby somebody")).isEqualTo("org.apache.spark.SparkException: Job 3 cancelled");
    }
}
