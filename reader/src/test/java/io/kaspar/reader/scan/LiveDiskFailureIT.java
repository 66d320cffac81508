package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartitionReplica;
import org.junit.jupiter.api.Test;

/** A disk of several that goes away under a running broker while it is scanned. */
final class LiveDiskFailureIT {
    @Test
    void goesToTheBrokersWhenADiskFails() throws Exception {
        TestClusterOptions options =
                TestClusterOptions.defaults().withBrokers(2).withDisksPerBroker(2);
        try (TestCluster cluster = TestCluster.start(options)) {
            LiveTopic topic = LiveTopic.create(cluster, "disk-failed", 2, Map.of());
            Path disk = cluster.logDirs(0).get(1);
            moveTo(topic, disk);
            topic.filled();
            List<String> expected = topic.consumed();
            Path away = disk.resolveSibling("away-" + disk.getFileName());
            try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS, disk)) {
                scan.readSome();
                Files.move(disk, away);

                assertThat(scan.readRest()).isEqualTo(expected);
                assertThat(scan.counters().localRecords()).isPositive();
                assertThat(scan.counters().fallbacks()).hasSize(1);
            } finally {
                Files.move(away, disk);
            }
        }
    }

    /** The first disk may have the cluster's own log, without which a broker ends. */
    private static void moveTo(LiveTopic topic, Path disk) throws Exception {
        if (topic.directory().startsWith(disk)) {
            return;
        }
        topic.cluster()
                .admin()
                .alterReplicaLogDirs(Map.of(new TopicPartitionReplica(topic.name(), 0, 0), disk.toString()))
                .all()
                .get();
        Path wanted = disk.resolve(topic.name() + "-0");
        Waiting.until("the move", () -> Files.isDirectory(wanted));
    }
}
