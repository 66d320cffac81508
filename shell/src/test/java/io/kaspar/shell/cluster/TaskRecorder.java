package io.kaspar.shell.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark's scheduler did: where tasks ran, how near to their data, what they read from where, how they failed. */
final class TaskRecorder extends SparkListener {
    /** The key of Spark's description of a thread's jobs. */
    private static final String DESCRIPTION = "spark.job.description";

    private final Map<Integer, String> queries = new ConcurrentHashMap<>();
    private final List<Start> starts = new CopyOnWriteArrayList<>();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final List<String> executorsLost = new CopyOnWriteArrayList<>();

    /** A task that was started. */
    record Start(String query, String host) {}

    /**
     * A task's attempt that ended.
     *
     * @param query the description of the job
     * @param failure what went wrong; empty for a success
     */
    record Attempt(String query, String host, String locality, String failure, long localBytes, long networkBytes) {
        boolean successful() {
            return failure.isEmpty();
        }
    }

    /** The hosts of a query's tasks, in the order in which they were started. */
    List<String> startedOn(String query) {
        return starts.stream()
                .filter(start -> start.query().equals(query))
                .map(Start::host)
                .toList();
    }

    /** The attempts of a query's tasks that ended well. */
    List<Attempt> successes(String query) {
        return attempts.stream()
                .filter(attempt -> attempt.query().equals(query) && attempt.successful())
                .toList();
    }

    /** The attempts of a query's tasks that did not. */
    List<Attempt> failures(String query) {
        return attempts.stream()
                .filter(attempt -> attempt.query().equals(query) && !attempt.successful())
                .toList();
    }

    int executorsLost() {
        return executorsLost.size();
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        queries.put(submitted.stageInfo().stageId(), submitted.properties().getProperty(DESCRIPTION, ""));
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        starts.add(new Start(
                queries.getOrDefault(start.stageId(), ""), start.taskInfo().host()));
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        TaskInfo task = end.taskInfo();
        attempts.add(new Attempt(
                queries.getOrDefault(end.stageId(), ""),
                task.host(),
                task.taskLocality().toString(),
                task.successful() ? "" : end.reason().toString(),
                metric(task, "bytes read locally"),
                metric(task, "bytes read over the network")));
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        executorsLost.add(removed.executorId());
    }

    private static long metric(TaskInfo task, String name) {
        return CollectionConverters.asJava(task.accumulables()).stream()
                .filter(metric -> metric.name().contains(name))
                .mapToLong(TaskRecorder::update)
                .sum();
    }

    private static long update(AccumulableInfo metric) {
        return metric.update().isDefined()
                ? Long.parseLong(metric.update().get().toString())
                : 0;
    }
}
