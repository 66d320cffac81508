package io.kaspar.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an embedded cluster looks like.
 *
 * @param brokerCount brokers on 127.0.0.1, 127.0.0.2, …; the first is the controller too
 * @param logDirCount log directories of each broker
 * @param keepIn a folder for the storage that stays; empty for a temporary one that is removed at the end
 * @param serverProperties further settings of every broker
 * @param jvmFlags of every broker
 * @param securedListener a listener beside the plain one that clients must log in to
 */
public record BrokerOptions(
        int brokerCount,
        int logDirCount,
        Optional<Path> keepIn,
        Map<String, String> serverProperties,
        List<String> jvmFlags,
        Optional<SecuredListener> securedListener) {
    private static final List<String> SMALL_JVM =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    public BrokerOptions {
        if (brokerCount < 1 || brokerCount > 254) {
            throw new IllegalArgumentException("a cluster has 1 to 254 brokers, not " + brokerCount);
        }
        if (logDirCount < 1) {
            throw new IllegalArgumentException("a broker has at least one log directory, not " + logDirCount);
        }
        serverProperties = Map.copyOf(serverProperties);
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** One small broker, storage removed at the end. */
    public static BrokerOptions singleNode() {
        return new BrokerOptions(1, 1, Optional.empty(), Map.of(), SMALL_JVM, Optional.empty());
    }

    public BrokerOptions withBrokerCount(int count) {
        return new BrokerOptions(count, logDirCount, keepIn, serverProperties, jvmFlags, securedListener);
    }

    public BrokerOptions withLogDirCount(int count) {
        return new BrokerOptions(brokerCount, count, keepIn, serverProperties, jvmFlags, securedListener);
    }

    public BrokerOptions withKeepIn(Path folder) {
        return new BrokerOptions(
                brokerCount, logDirCount, Optional.of(folder), serverProperties, jvmFlags, securedListener);
    }

    public BrokerOptions withServerProperties(Map<String, String> properties) {
        return new BrokerOptions(brokerCount, logDirCount, keepIn, properties, jvmFlags, securedListener);
    }

    public BrokerOptions withJvmFlags(List<String> flags) {
        return new BrokerOptions(brokerCount, logDirCount, keepIn, serverProperties, flags, securedListener);
    }

    public BrokerOptions withSecuredListener(SecuredListener listener) {
        return new BrokerOptions(brokerCount, logDirCount, keepIn, serverProperties, jvmFlags, Optional.of(listener));
    }
}
