package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.locality.ExecutorHosts;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.util.CollectionAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks by small jobs, in local mode the driver itself. A job that fails or takes too long is no error: what executors said until then
 * counts, and why others could not say anything is told. Nothing of it stays behind in the scheduler.
 */
public final class SurveyJob implements ExecutorSurvey {
    private static final Logger LOG = LoggerFactory.getLogger(SurveyJob.class);
    /** A busy host may let its tasks go elsewhere; with twice as many the next time it will do one. */
    private static final int MAX_ROUNDS = 3;

    private static final int TASKS_PER_HOST = 2;
    private static final String DESCRIPTION = "kaspar: which brokers' directories do the executors have?";

    private final SparkContext context;

    public SurveyJob(SparkContext context) {
        this.context = context;
    }

    @Override
    public Set<String> hosts() {
        return new TreeSet<>(ExecutorHosts.ofTasks(context));
    }

    @Override
    public SurveyAnswers ask(DirectoryQuestion question, Set<String> hosts, Duration atMost) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        TreeMap<String, HostAnswer> answers = new TreeMap<>();
        Set<String> missing = new TreeSet<>(hosts);
        JobEnd end = JobEnd.WELL;
        int tasksPerHost = TASKS_PER_HOST;
        for (int round = 0; round < MAX_ROUNDS && end.equals(JobEnd.WELL) && !missing.isEmpty(); round++) {
            CollectionAccumulator<byte[]> given = context.collectionAccumulator();
            JavaFutureAction<Void> job = start(new AskDirectories(question, given), missing, tasksPerHost);
            end = await(job, deadlineNanos - System.nanoTime());
            given.value().forEach(bytes -> {
                HostAnswer answer = HostAnswer.fromBytes(bytes);
                answers.put(answer.host(), answer);
            });
            missing.removeAll(answers.keySet());
            tasksPerHost *= 2;
        }
        return new SurveyAnswers(answers.values(), missing.isEmpty() ? "" : end.failure());
    }

    private JavaFutureAction<Void> start(AskDirectories task, Set<String> hosts, int tasksPerHost) {
        return new DetachedJobs(context)
                .start(
                        DESCRIPTION,
                        () -> PlacedTasks.of(context, hosts, tasksPerHost).foreachAsync(task));
    }

    /**
     * How a job ended.
     *
     * @param isInTime whether it ended by itself
     * @param failure empty when it did not fail
     */
    private record JobEnd(boolean isInTime, String failure) {
        static final JobEnd WELL = new JobEnd(true, "");
        static final JobEnd GIVEN_UP = new JobEnd(false, "");
    }

    private static JobEnd await(JavaFutureAction<Void> job, long waitNanos) {
        try {
            job.get(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
            return JobEnd.WELL;
        } catch (TimeoutException e) {
            job.cancel(true);
        } catch (InterruptedException e) {
            job.cancel(true);
            Thread.currentThread().interrupt();
        } catch (CancellationException e) {
            LOG.debug("The job that asks executors for brokers' directories was cancelled", e);
        } catch (ExecutionException e) {
            LOG.debug("Not all executors could be asked for brokers' directories", e);
            return new JobEnd(true, JobFailure.text(e));
        }
        return JobEnd.GIVEN_UP;
    }
}
