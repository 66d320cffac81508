package io.kaspar.waysin;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.embedded.EmbeddedRegistry;
import io.kaspar.samples.shop.SampleSize;
import io.kaspar.samples.shop.SampleTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A broker and a registry with the sample topics: one pair for all test classes. */
final class ShopServers implements AutoCloseable {
    /** {@link SampleTopics} writes so many. */
    static final long ORDERS = SampleSize.STANDARD.orderCount();

    private final EmbeddedKafka kafka = EmbeddedKafka.start(BrokerOptions.singleNode());
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
