package io.kaspar.client.broker;

import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** Makes Kafka's network client as its consumer does, but for where responses are received into. */
final class NetworkClients {
    /** One that is answered and one that is sent ahead. */
    private static final int MAX_REQUESTS_IN_FLIGHT = 2;

    private NetworkClients() {}

    /** A client that is to be closed; it knows no brokers yet. */
    static NetworkClient open(ClientConfig config, Metrics metrics, ResponseBuffers buffers, Time time) {
        LogContext logContext = new LogContext("[kaspar clientId=" + config.clientId() + "] ");
        ChannelBuilder channels = channels(config, time, logContext);
        try {
            return client(config, selector(config, metrics, channels, buffers, time, logContext), time, logContext);
        } catch (RuntimeException e) {
            Utils.closeQuietly(channels, "channel builder");
            throw e;
        }
    }

    private static ChannelBuilder channels(ClientConfig config, Time time, LogContext logContext) {
        if (config.securityProtocol() != SecurityProtocol.PLAINTEXT) {
            return ClientUtils.createChannelBuilder(config, time, logContext);
        }
        ChannelBuilder channels = new PlainChannelBuilder();
        channels.configure(config.values());
        return channels;
    }

    private static Selector selector(
            ClientConfig config,
            Metrics metrics,
            ChannelBuilder channels,
            ResponseBuffers buffers,
            Time time,
            LogContext logContext) {
        return new Selector(
                NetworkReceive.UNLIMITED,
                config.getLong(ClientConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG),
                metrics,
                time,
                "kaspar",
                Map.of(),
                false,
                false,
                channels,
                buffers,
                logContext);
    }

    private static NetworkClient client(ClientConfig config, Selector selector, Time time, LogContext logContext) {
        return new NetworkClient(
                new ManualMetadataUpdater(),
                null,
                selector,
                config.clientId(),
                MAX_REQUESTS_IN_FLIGHT,
                config.getLong(ClientConfig.RECONNECT_BACKOFF_MS_CONFIG),
                config.getLong(ClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG),
                config.getInt(ClientConfig.SEND_BUFFER_CONFIG),
                config.getInt(ClientConfig.RECEIVE_BUFFER_CONFIG),
                config.requestTimeoutMs(),
                config.getLong(ClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG),
                config.getLong(ClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG),
                time,
                true,
                new ApiVersions(),
                null,
                logContext,
                new DefaultHostResolver(),
                null,
                config.getLong(CommonClientConfigs.METADATA_RECOVERY_REBOOTSTRAP_TRIGGER_MS_CONFIG),
                MetadataRecoveryStrategy.forName(
                        config.getString(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG)));
    }
}
