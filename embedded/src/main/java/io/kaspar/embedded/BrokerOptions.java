package io.kaspar.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an embedded cluster looks like.
 *
 * @param brokerCount brokers on loopback addresses of their own, one after the other; the first is the controller too
 * @param firstAddress the last number of the first broker's address: with 2 they are on 127.0.0.2, 127.0.0.3, …
 * @param logDirCount log directories of each broker
 * @param keepIn a folder for the storage that stays; empty for a temporary one that is removed at the end
 * @param serverProperties further settings of every broker
 * @param jvmFlags of every broker
 * @param securedListener a listener beside the plain one that clients must log in to
 * @param privatePaths whether brokers name their log directories by paths that lead there in their own processes only, all
 *     by the same ones, as brokers in containers do; Linux only
 */
public record BrokerOptions(
        int brokerCount,
        int firstAddress,
        int logDirCount,
        Optional<Path> keepIn,
        Map<String, String> serverProperties,
        List<String> jvmFlags,
        Optional<SecuredListener> securedListener,
        boolean privatePaths) {
    /** What private paths start with: the folder a process runs in, which for a broker is its own. */
    public static final String PRIVATE_ROOT = "/proc/self/cwd";

    private static final List<String> SMALL_JVM =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    public BrokerOptions {
        if (brokerCount < 1 || brokerCount > 254) {
            throw new IllegalArgumentException("a cluster has 1 to 254 brokers, not " + brokerCount);
        }
        if (firstAddress < 1 || firstAddress + brokerCount > 255) {
            throw new IllegalArgumentException(
                    "brokers are on 127.0.0.1 to 127.0.0.254, not " + brokerCount + " from 127.0.0." + firstAddress);
        }
        if (logDirCount < 1) {
            throw new IllegalArgumentException("a broker has at least one log directory, not " + logDirCount);
        }
        serverProperties = Map.copyOf(serverProperties);
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** One small broker, storage removed at the end. */
    public static BrokerOptions singleNode() {
        return new BrokerOptions(1, 1, 1, Optional.empty(), Map.of(), SMALL_JVM, Optional.empty(), false);
    }

    public BrokerOptions withBrokerCount(int count) {
        return new BrokerOptions(
                count, firstAddress, logDirCount, keepIn, serverProperties, jvmFlags, securedListener, privatePaths);
    }

    public BrokerOptions withFirstAddress(int lastNumber) {
        return new BrokerOptions(
                brokerCount,
                lastNumber,
                logDirCount,
                keepIn,
                serverProperties,
                jvmFlags,
                securedListener,
                privatePaths);
    }

    public BrokerOptions withLogDirCount(int count) {
        return new BrokerOptions(
                brokerCount, firstAddress, count, keepIn, serverProperties, jvmFlags, securedListener, privatePaths);
    }

    public BrokerOptions withKeepIn(Path folder) {
        return new BrokerOptions(
                brokerCount,
                firstAddress,
                logDirCount,
                Optional.of(folder),
                serverProperties,
                jvmFlags,
                securedListener,
                privatePaths);
    }

    public BrokerOptions withServerProperties(Map<String, String> properties) {
        return new BrokerOptions(
                brokerCount, firstAddress, logDirCount, keepIn, properties, jvmFlags, securedListener, privatePaths);
    }

    public BrokerOptions withJvmFlags(List<String> flags) {
        return new BrokerOptions(
                brokerCount, firstAddress, logDirCount, keepIn, serverProperties, flags, securedListener, privatePaths);
    }

    public BrokerOptions withSecuredListener(SecuredListener listener) {
        return new BrokerOptions(
                brokerCount,
                firstAddress,
                logDirCount,
                keepIn,
                serverProperties,
                jvmFlags,
                Optional.of(listener),
                privatePaths);
    }

    public BrokerOptions withPrivatePaths() {
        return new BrokerOptions(
                brokerCount, firstAddress, logDirCount, keepIn, serverProperties, jvmFlags, securedListener, true);
    }

    /** The loopback address of a broker; node ids start with 1. */
    public String address(int nodeId) {
        return "127.0.0." + (firstAddress + nodeId - 1);
    }
}
