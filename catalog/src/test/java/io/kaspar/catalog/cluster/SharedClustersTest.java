package io.kaspar.catalog.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.testing.kafka.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedClustersTest {
    private static ClusterOptions options(int port) {
        return new ClusterOptions(Map.of("bootstrap.servers", "localhost:" + port), 1_000, 1_000);
    }

    @Test
    void sharesOneClientPerOptions() {
        SharedClusters clusters = new SharedClusters(Clock.systemUTC(), Duration.ofMillis(1));

        try (SharedClusters.Lease first = clusters.lease(options(1));
                SharedClusters.Lease second = clusters.lease(options(1));
                SharedClusters.Lease other = clusters.lease(options(2))) {
            assertThat(second.client()).isSameAs(first.client());
            assertThat(other.client()).isNotSameAs(first.client());
            assertThat(clusters.openClients()).isEqualTo(2);
        }
    }

    @Test
    void closesAClientAfterTheLastLease() {
        SharedClusters clusters = new SharedClusters(Clock.systemUTC(), Duration.ofMillis(1));
        clusters.lease(options(1)).close();

        Waiting.until("the client to be closed", () -> clusters.openClients() == 0);
    }

    @Test
    void keepsAClientForWhoeverComesSoon() {
        SharedClusters clusters = new SharedClusters(Clock.systemUTC(), Duration.ofHours(1));
        SharedClusters.Lease first = clusters.lease(options(1));
        ClusterClient client = first.client();
        first.close();

        try (SharedClusters.Lease second = clusters.lease(options(1))) {
            assertThat(second.client()).isSameAs(client);
        } finally {
            client.close();
        }
    }
}
