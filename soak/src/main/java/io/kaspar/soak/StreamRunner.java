package io.kaspar.soak;

import java.io.IOException;
import java.util.Optional;

/** How a stream's query is started, and stopped in the middle of whatever it does. */
interface StreamRunner {
    /**
     * Lets it run once more, from its checkpoint.
     *
     * @param atMostMs when it is stopped
     * @param life with which it ends, too
     */
    Ended run(int atMostMs, Life life) throws IOException;

    /** What micro-batches gave. */
    BatchStore batches();

    /**
     * How a run ended.
     *
     * @param ofItself whether nobody stopped it
     * @param failure what it failed with, and all that caused it; empty when it did not
     * @param isSparkInterrupted whether that came of Spark's own code when it was stopped
     * @param hasGoneOn whether it did anything
     * @param stopMs how long it took to stop
     */
    record Ended(
            boolean ofItself, Optional<String> failure, boolean isSparkInterrupted, boolean hasGoneOn, long stopMs) {
        static Ended well(boolean ofItself, boolean hasGoneOn, long stopMs) {
            return new Ended(ofItself, Optional.empty(), false, hasGoneOn, stopMs);
        }

        static Ended failed(boolean ofItself, Throwable failure) {
            return new Ended(
                    ofItself,
                    Optional.of(FailureCause.messages(failure)),
                    FailureCause.isSparkInterrupted(failure),
                    false,
                    0);
        }
    }
}
