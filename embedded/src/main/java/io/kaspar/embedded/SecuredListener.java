package io.kaspar.embedded;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A second listener of every broker, which clients must log in to, or reach through something else.
 *
 * @param protocol {@code SASL_PLAINTEXT}, {@code SASL_SSL}, {@code SSL} or {@code PLAINTEXT}
 * @param settings of the listener, under Kafka's names without the {@code listener.name.…} prefix
 * @param advertisedPort what clients are told to connect to; empty for the listener itself
 */
public record SecuredListener(String protocol, Map<String, String> settings, OptionalInt advertisedPort) {
    static final String NAME = "SECURED";

    public SecuredListener {
        settings = Map.copyOf(settings);
    }

    /** Logs in users with passwords by SASL/PLAIN, without encryption. */
    public static SecuredListener plain(Map<String, String> passwords) {
        StringBuilder users = new StringBuilder();
        passwords.forEach((user, password) -> users.append(" user_")
                .append(user)
                .append("=\"")
                .append(password)
                .append('"'));
        return new SecuredListener(
                "SASL_PLAINTEXT",
                Map.of(
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required" + users + ";"),
                OptionalInt.empty());
    }

    /** Logs in the users that were added to the cluster (Admin.alterUserScramCredentials) by SASL/SCRAM. */
    public static SecuredListener scram() {
        return new SecuredListener(
                "SASL_PLAINTEXT",
                Map.of(
                        "sasl.enabled.mechanisms",
                        "SCRAM-SHA-256",
                        "scram-sha-256.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                OptionalInt.empty());
    }

    /** Wants no login, and sends clients to a port of the same address, where something passes bytes on to it. */
    public static SecuredListener plainBehind(int port) {
        return new SecuredListener("PLAINTEXT", Map.of(), OptionalInt.of(port));
    }
}
