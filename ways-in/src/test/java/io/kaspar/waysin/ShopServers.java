package io.kaspar.waysin;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.embedded.EmbeddedRegistry;
import io.kaspar.embedded.SecuredListener;
import io.kaspar.samples.shop.SampleSize;
import io.kaspar.samples.shop.SampleTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A broker and a registry with the sample topics: one pair for all test classes. Who does not log in may do everything; users who
 * log in at the other address may do what {@link #allow} said.
 */
final class ShopServers implements AutoCloseable {
    /** {@link SampleTopics} writes so many. */
    static final long ORDERS = SampleSize.STANDARD.orderCount();

    private static final Map<String, String> PASSWORDS =
            Map.of("ann", "ann-pl4nted", "bob", "bob-pl4nted", "carol", "carol-pl4nted", "dave", "dave-pl4nted");
    private static final BrokerOptions OPTIONS = BrokerOptions.singleNode()
            .withSecuredListener(SecuredListener.plain(PASSWORDS))
            .withServerProperties(Map.of(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "super.users",
                    "User:ANONYMOUS"));

    private final EmbeddedKafka kafka = EmbeddedKafka.start(OPTIONS);
    private final EmbeddedRegistry registry;

    private ShopServers() throws IOException {
        registry = EmbeddedRegistry.start(Path.of(System.getProperty("kaspar.apicurio.home")), Optional.empty());
        new SampleTopics(bootstrapServers(), registryUrl()).load(SampleSize.STANDARD, line -> {});
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    String registryUrl() {
        return registry.url();
    }

    /**
     * The settings of a catalog that logs in as one of the users {@code ann}, {@code bob}, {@code carol} and {@code dave}.
     *
     * @param catalog as queries name it
     */
    Map<String, String> loginSettings(String catalog, String user) {
        String kafkaSettings = "spark.sql.catalog." + catalog + ".kafka.";
        return Map.of(
                "spark.sql.catalog." + catalog,
                "io.kaspar.catalog.KasparCatalog",
                "spark.sql.catalog." + catalog + ".schema.registry.url",
                registryUrl(),
                kafkaSettings + "bootstrap.servers",
                kafka.securedBootstrapServers(),
                kafkaSettings + "security.protocol",
                "SASL_PLAINTEXT",
                kafkaSettings + "sasl.mechanism",
                "PLAIN",
                kafkaSettings + "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + PASSWORDS.get(user) + "\";");
    }

    /** Lets a user read a topic. */
    void allow(String user, String topic) throws Exception {
        AclBinding rule = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", AclOperation.READ, AclPermissionType.ALLOW));
        try (Admin admin = admin()) {
            admin.createAcls(List.of(rule)).all().get();
        }
    }

    /** An administrator, to be closed. */
    Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    /** Where they are, for programs that are told by their environment. */
    Map<String, String> variables() {
        return Map.of(
                "KASPAR_BOOTSTRAP_SERVERS", bootstrapServers(),
                "KASPAR_SECURED_SERVERS", kafka.securedBootstrapServers(),
                "KASPAR_SCHEMA_REGISTRY_URL", registryUrl());
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }

    /** Hands them to tests that ask for them. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ShopServers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(ShopServers.class))
                    .getOrComputeIfAbsent(ShopServers.class, type -> start(), ShopServers.class);
        }

        private static ShopServers start() {
            try {
                return new ShopServers();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
