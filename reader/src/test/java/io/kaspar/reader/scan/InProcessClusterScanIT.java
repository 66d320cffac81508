package io.kaspar.reader.scan;

import io.kaspar.testing.kafka.TestCluster;

final class InProcessClusterScanIT extends ClusterScanContract {
    InProcessClusterScanIT() {
        super(TestCluster.start());
    }
}
