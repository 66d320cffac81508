package io.kaspar.shell;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** What the tasks of a job group have done so far, as Spark tells it: when one ends, and while it runs with each heartbeat. */
final class TaskProgress extends SparkListener {
    private static final String JOB_GROUP_KEY = "spark.jobGroup.id";

    private String jobGroup;

    /** What running tasks have read, by task, by stage: those of stages that have not ended. */
    private final Map<Integer, Map<Long, ReadSoFar>> stages = new HashMap<>();

    private ReadSoFar ended = ReadSoFar.NOTHING;
    private int tasks;
    private int endedTasks;

    TaskProgress(String jobGroup) {
        this.jobGroup = jobGroup;
    }

    /** The sum over all stages that have begun. */
    record Totals(int tasks, int endedTasks, ReadSoFar read) {}

    /** Begins with the jobs of a new statement, or of a stream. */
    synchronized void begin(String group) {
        jobGroup = group;
        stages.clear();
        ended = ReadSoFar.NOTHING;
        tasks = 0;
        endedTasks = 0;
    }

    synchronized Totals totals() {
        return new Totals(
                tasks,
                endedTasks,
                stages.values().stream()
                        .flatMap(tasksOfStage -> tasksOfStage.values().stream())
                        .reduce(ended, ReadSoFar::plus));
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        if (jobGroup.equals(submitted.properties().getProperty(JOB_GROUP_KEY))
                && stages.putIfAbsent(submitted.stageInfo().stageId(), new HashMap<>()) == null) {
            tasks += submitted.stageInfo().numTasks();
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        Map<Long, ReadSoFar> running = stages.get(end.stageId());
        if (running == null) {
            return;
        }
        running.remove(end.taskInfo().taskId());
        ended = ended.plus(
                ReadSoFar.of(CollectionConverters.asJava(end.taskInfo().accumulables())));
        endedTasks += end.taskInfo().successful() ? 1 : 0;
    }

    /** Spark tells of its tasks before. A stream has new stages for ever, so those that have ended are forgotten. */
    @Override
    public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
        stages.remove(completed.stageInfo().stageId());
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        CollectionConverters.asJava(update.accumUpdates()).forEach(task -> {
            Map<Long, ReadSoFar> running = stages.get((Integer) task._2());
            if (running != null) {
                running.put((Long) task._1(), ReadSoFar.of(CollectionConverters.asJava(task._4())));
            }
        });
    }
}
