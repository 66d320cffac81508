package io.kaspar.reader.scan;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import java.io.IOException;

final class ChildProcessClusterScanIT extends ClusterScanContract {
    ChildProcessClusterScanIT() throws IOException {
        super(EmbeddedKafka.start(BrokerOptions.singleNode()));
    }
}
