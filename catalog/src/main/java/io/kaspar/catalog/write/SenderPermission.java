package io.kaspar.catalog.write;

import io.kaspar.writer.SenderClaim;
import io.kaspar.writer.SharedIdentity;
import io.kaspar.writer.WriteSpec;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.OutputCommitCoordinator;

/**
 * Whether an attempt of a task may send, asked once. Two answer: Spark, which attempt it is waiting for, so that a speculative one waits
 * instead of failing until it is killed; and the cluster ({@link SenderClaim}), which attempt was the first, whatever Spark believes.
 */
final class SenderPermission {
    private static final long PAUSE_MS = 50;

    private final WriteSpec spec;
    private final SharedIdentity identity;
    private final int task;
    private boolean isGiven;

    SenderPermission(WriteSpec spec, SharedIdentity identity, int task) {
        this.spec = spec;
        this.identity = identity;
        this.task = task;
    }

    /** @throws io.kaspar.writer.WriteException when another attempt may have sent */
    void require() throws IOException {
        if (!isGiven) {
            awaitTurn(TaskContext.get());
            SenderClaim.take(spec, identity, task);
            isGiven = true;
        }
    }

    /** Until no other attempt of the task that Spark knows to live has asked before. */
    private void awaitTurn(TaskContext attempt) throws IOException {
        OutputCommitCoordinator driver = SparkEnv.get().outputCommitCoordinator();
        while (!driver.canCommit(
                attempt.stageId(), attempt.stageAttemptNumber(), attempt.partitionId(), attempt.attemptNumber())) {
            if (attempt.isInterrupted()) {
                throw new InterruptedIOException("the task was cancelled");
            }
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while another attempt of the task sends");
            }
        }
    }
}
