package io.kaspar.catalog;

import java.util.HashMap;
import java.util.Map;

/**
 * Catalogs {@code logged}, {@code logged2} and {@code logged3}, whose settings hold a secret in every place where one can be, and
 * stand in Spark's own configuration from its start: what is set later, Spark logs as it is.
 */
final class ConfiguredSecrets {
    /** The secret in all of them. */
    static final String SECRET = "conf-hush-0815";

    private ConfiguredSecrets() {}

    /** Settings of Spark's. */
    static Map<String, Object> settings(String bootstrapServers, String registryUrl) {
        Map<String, Object> settings = new HashMap<>();
        add(
                settings,
                "logged",
                Map.of(
                        "kafka.bootstrap.servers", bootstrapServers,
                        "kafka.ssl.key.password", SECRET,
                        "kafka.sasl.jaas.config",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\""
                                        + SECRET + "\";",
                        "schema.registry.url", registryUrl,
                        "basic.auth.user.info", "scott:" + SECRET,
                        "request.header.X-Key", SECRET));
        add(
                settings,
                "logged2",
                Map.of(
                        "kafka.bootstrap.servers", bootstrapServers,
                        "kafka.ssl.truststore.password", SECRET,
                        "schema.registry.url", registryUrl.replace("http://", "http://scott:" + SECRET + "@")));
        add(
                settings,
                "logged3",
                Map.of(
                        "kafka.bootstrap.servers", bootstrapServers,
                        "schema.registry.url", registryUrl,
                        "bearer.auth.token", SECRET));
        return settings;
    }

    private static void add(Map<String, Object> settings, String catalog, Map<String, String> options) {
        String prefix = "spark.sql.catalog." + catalog;
        settings.put(prefix, KasparCatalog.class.getName());
        options.forEach((name, value) -> settings.put(prefix + "." + name, value));
    }
}
