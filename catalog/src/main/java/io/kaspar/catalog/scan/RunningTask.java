package io.kaspar.catalog.scan;

import io.kaspar.reader.task.ScanTask;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * What became of the task of Spark that reads.
 *
 * @param context null outside of tasks
 */
record RunningTask(@Nullable TaskContext context) {
    static RunningTask ofThisThread() {
        return new RunningTask(TaskContext.get());
    }

    /** The second attempt may be lucky with another replica's files; from the third on brokers are asked. */
    boolean hasFailedOften() {
        return context != null && context.attemptNumber() > 1;
    }

    /** What this attempt reads. */
    ScanTask attempt(ScanTask task) {
        return hasFailedOften() ? task.afterFailures() : task;
    }

    /** Whether the task failed or is killed, which interrupts no thread by default: what it gave counts for nothing. */
    boolean isGivenUp() {
        return context != null && (context.isFailed() || context.isInterrupted());
    }
}
