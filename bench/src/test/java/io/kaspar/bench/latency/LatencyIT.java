package io.kaspar.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.bench.BenchCluster;
import io.kaspar.bench.Sessions;
import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.testing.registry.FakeRegistry;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A short run: each order comes once to each stream. */
final class LatencyIT {

    @Test
    void measuresAllWhoReadStreams() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(BrokerOptions.singleNode());
        FakeRegistry registry = FakeRegistry.start();
        LatencyOptions options = new LatencyOptions(1, 1, 20, 1);
        try (BenchCluster cluster = BenchCluster.with(kafka, registry.url(), registry::close, line -> {});
                SparkSession spark = Sessions.local()) {
            List<StreamLatency> all = new Latency(options, cluster, spark).run();

            assertThat(all.stream().map(StreamLatency::contender))
                    .containsExactly(
                            "kaspar-local",
                            "kaspar-network",
                            "spark-v1",
                            "spark-tuned",
                            "kaspar-real-time",
                            "spark-real-time");
            assertThat(all).allSatisfy(one -> {
                assertThat(one.latencies().count()).isEqualTo(20);
                assertThat(one.latencies().p50Ms()).isPositive();
            });
            assertThat(all.subList(0, 4)).allSatisfy(one -> {
                assertThat(one.batches().count()).isPositive();
                assertThat(one.batches().wholeMs()).isPositive();
                assertThat(one.idleMs()).isPositive();
            });
        }
    }
}
