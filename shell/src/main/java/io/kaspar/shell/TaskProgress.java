package io.kaspar.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** What the tasks of a job group have done so far, as Spark tells it: when one ends, and while it runs with each heartbeat. */
final class TaskProgress extends SparkListener {
    private static final String JOB_GROUP_KEY = "spark.jobGroup.id";

    private final String jobGroup;
    private final Set<Integer> stages = new HashSet<>();
    private final Map<Long, ReadSoFar> running = new HashMap<>();
    private ReadSoFar ended = ReadSoFar.NOTHING;
    private int tasks;
    private int endedTasks;

    TaskProgress(String jobGroup) {
        this.jobGroup = jobGroup;
    }

    /** The sum over all stages that have begun. */
    record Totals(int tasks, int endedTasks, ReadSoFar read) {}

    /** Begins with a new statement. */
    synchronized void begin() {
        stages.clear();
        running.clear();
        ended = ReadSoFar.NOTHING;
        tasks = 0;
        endedTasks = 0;
    }

    synchronized Totals totals() {
        return new Totals(tasks, endedTasks, running.values().stream().reduce(ended, ReadSoFar::plus));
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        if (jobGroup.equals(submitted.properties().getProperty(JOB_GROUP_KEY))
                && stages.add(submitted.stageInfo().stageId())) {
            tasks += submitted.stageInfo().numTasks();
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        if (!stages.contains(end.stageId())) {
            return;
        }
        running.remove(end.taskInfo().taskId());
        ended = ended.plus(
                ReadSoFar.of(CollectionConverters.asJava(end.taskInfo().accumulables())));
        endedTasks += end.taskInfo().successful() ? 1 : 0;
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        CollectionConverters.asJava(update.accumUpdates()).forEach(task -> {
            if (stages.contains((Integer) task._2())) {
                running.put((Long) task._1(), ReadSoFar.of(CollectionConverters.asJava(task._4())));
            }
        });
    }
}
