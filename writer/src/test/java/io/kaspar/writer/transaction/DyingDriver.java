package io.kaspar.writer.transaction;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;

/** A driver that dies at a step of its own: nothing of it runs any more. And the cluster on which that is tried. */
final class DyingDriver {
    private DyingDriver() {}

    /** How it dies. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Steps that end with the first of this name. */
    static WriteSteps at(String deadly) {
        return step -> {
            if (step.equals(deadly)) {
                throw new Death();
            }
        };
    }

    /** One that aborts transactions soon whose time is over. */
    static TestCluster startCluster() {
        return TestCluster.start(TestClusterOptions.defaults()
                .withProperty("transaction.state.log.num.partitions", 4)
                .withProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", 200));
    }
}
