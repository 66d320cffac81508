package io.kaspar.client.broker;

import io.kaspar.client.ClientKey;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What one JVM shares of a cluster: the login, and the clients that nobody uses just now. Thread-safe.
 *
 * <p>Kafka counts the users of a login and shares it as long as there are any: the one that is held here. A client is lent to
 * one thread at a time, so that there are never more than were used at once.
 */
final class ClusterConnections {
    private final ClientKey key;
    private final ClientConfig config;
    private final @Nullable ChannelBuilder loginHolder;
    private final Deque<BrokerClient> idle = new ArrayDeque<>();
    private boolean isClosed;

    private ClusterConnections(ClientKey key, ClientConfig config, @Nullable ChannelBuilder loginHolder) {
        this.key = key;
        this.config = config;
        this.loginHolder = loginHolder;
    }

    /**
     * Connects to nothing yet, but may log in.
     *
     * @throws org.apache.kafka.common.KafkaException when the settings are wrong or the login fails
     */
    static ClusterConnections open(ClientKey key) {
        return key.withClassLoader(() -> {
            ClientConfig config = ClientConfig.of(key.kafkaProperties());
            ChannelBuilder loginHolder = config.hasLogin()
                    ? ClientUtils.createChannelBuilder(config, Time.SYSTEM, new LogContext("[kaspar login] "))
                    : null;
            return new ClusterConnections(key, config, loginHolder);
        });
    }

    ClientConfig config() {
        return config;
    }

    /** A client for the caller alone, until {@link #giveBack}. */
    BrokerClient lend() {
        BrokerClient client = pollIdle();
        if (client != null) {
            client.dropLostConnections();
            return client;
        }
        return key.withClassLoader(() -> BrokerClient.open(config));
    }

    private synchronized @Nullable BrokerClient pollIdle() {
        return idle.pollLast();
    }

    /** Keeps the client for the next, unless an answer may still come for the one before. */
    void giveBack(BrokerClient client) {
        if (!client.isReusable() || !keep(client)) {
            client.close();
        }
    }

    private synchronized boolean keep(BrokerClient client) {
        if (!isClosed) {
            client.rest();
            idle.addLast(client);
        }
        return !isClosed;
    }

    /** How many clients nobody uses just now. */
    synchronized int idleClients() {
        return idle.size();
    }

    /** Closes what is not lent; the rest closes when it is given back. */
    void close() {
        Deque<BrokerClient> closing;
        synchronized (this) {
            isClosed = true;
            closing = new ArrayDeque<>(idle);
            idle.clear();
        }
        closing.forEach(BrokerClient::close);
        Utils.closeQuietly(loginHolder, "login");
    }
}
