package io.kaspar.soak;

import io.kaspar.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Brokers that end, lose a disk, or come back with less than they had. Leaves all of them running. */
final class BrokerFaults {
    /** Longer than it takes a broker to write to each of its directories. */
    private static final int MIN_DISK_AWAY_MS = 6_000;

    private final SoakCluster cluster;
    private final EmbeddedKafka kafka;
    private final Random random;

    BrokerFaults(SoakCluster cluster, Random random) {
        this.cluster = cluster;
        this.kafka = cluster.kafka();
        this.random = random;
    }

    /** Kills a broker as {@code kill -9} does, and starts it again. */
    boolean kill() throws IOException {
        int nodeId = anyBroker();
        kafka.killBroker(nodeId);
        Life.sleep(random.nextInt(8_000));
        kafka.startBroker(nodeId);
        return true;
    }

    /** Stops a broker in an orderly way, and starts it again. */
    boolean restart() throws IOException {
        int nodeId = anyBroker();
        kafka.stopBroker(nodeId);
        Life.sleep(random.nextInt(3_000));
        kafka.startBroker(nodeId);
        return true;
    }

    /** Takes a directory away under a running broker; brings it back when the broker has been stopped. */
    boolean failLogDir() throws IOException {
        int nodeId = anyBroker();
        // never the first, which has the cluster's own log
        Path logDir = kafka.logDirs(nodeId).get(1 + random.nextInt(SoakCluster.LOG_DIRS - 1));
        Path away = logDir.resolveSibling(logDir.getFileName() + ".away");
        Files.move(logDir, away);
        Life.sleep(MIN_DISK_AWAY_MS + random.nextInt(4_000));
        kafka.killBroker(nodeId);
        if (Files.exists(logDir)) {
            deleteAll(logDir); // what the broker made anew, before it noticed
        }
        Files.move(away, logDir);
        kafka.startBroker(nodeId);
        return true;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Lets a replica that lacks records lead: it is away while the other one takes records, and comes back when that one
     * is away.
     */
    boolean electUnclean(String topic) throws IOException {
        int lagging = 2 + random.nextInt(2);
        int leading = 5 - lagging;
        kafka.killBroker(lagging);
        boolean wasAlone = SoakCluster.await(() -> cluster.partitions(topic).stream()
                .allMatch(info -> SoakCluster.ids(info.isr()).equals(List.of(leading))));
        Life.sleep(2_000 + random.nextInt(3_000));
        kafka.killBroker(leading);
        kafka.startBroker(lagging);
        boolean leads = SoakCluster.await(() -> cluster.partitions(topic).stream()
                .allMatch(info -> info.leader() != null && info.leader().id() == lagging));
        Life.sleep(2_000 + random.nextInt(3_000));
        kafka.startBroker(leading);
        return wasAlone && leads;
    }

    /** Does one of these, and starts what it left ended, whatever happened. */
    Fault healed(Fault fault) {
        return () -> {
            try {
                return fault.inject();
            } finally {
                for (int nodeId = 1; nodeId <= SoakCluster.BROKERS; nodeId++) {
                    if (!kafka.isRunning(nodeId)) {
                        kafka.startBroker(nodeId);
                    }
                }
            }
        };
    }

    private int anyBroker() {
        return 1 + random.nextInt(SoakCluster.BROKERS);
    }
}
