package io.kaspar.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Kafka cluster that ends with whoever started it, in this process or in others, so that a test can be run with both.
 *
 * <p>Only what both kinds can do: killing is for processes, a look inside for what is in this one.
 */
public interface KafkaCluster extends AutoCloseable {
    /** The brokers' addresses; another one may follow when a broker was stopped and started. */
    String bootstrapServers();

    String clusterId();

    /** The brokers, the smallest first. */
    List<Integer> nodeIds();

    /** A broker's log directories, as they are seen from here. */
    List<Path> logDirs(int nodeId);

    /** Ends one broker in an orderly way. */
    void stopBroker(int nodeId);

    /** Starts a broker again that was stopped. */
    void startBroker(int nodeId) throws IOException;

    @Override
    void close();
}
