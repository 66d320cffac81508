package io.kaspar.shell;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.embedded.EmbeddedRegistry;
import io.kaspar.samples.shop.SampleSize;
import io.kaspar.samples.shop.SampleTopics;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A broker and a registry of our own, filled with the sample topics. */
final class EmbeddedServers implements Servers {
    /** The folder of the unpacked registry, set by whoever starts this JVM. */
    static final String REGISTRY_HOME = "kaspar.apicurio.home";

    private final EmbeddedKafka kafka;
    private final @Nullable EmbeddedRegistry registry;
    private final String registryUrl;
    private final boolean kept;

    private EmbeddedServers(
            EmbeddedKafka kafka, @Nullable EmbeddedRegistry registry, String registryUrl, boolean kept) {
        this.kafka = kafka;
        this.registry = registry;
        this.registryUrl = registryUrl;
        this.kept = kept;
    }

    /**
     * Starts both and loads the sample topics.
     *
     * @param progress gets a line for a person now and then
     */
    static EmbeddedServers start(Optional<Path> keepIn, Consumer<String> progress) throws IOException {
        BrokerOptions options = BrokerOptions.singleNode();
        BrokerOptions broker = keepIn.map(options::withKeepIn).orElse(options);
        CompletableFuture<Optional<EmbeddedRegistry>> starting =
                CompletableFuture.supplyAsync(() -> startRegistry(keepIn, progress));
        try {
            EmbeddedKafka kafka = EmbeddedKafka.start(broker);
            EmbeddedServers servers = with(kafka, await(starting), keepIn.isPresent());
            servers.load(progress);
            return servers;
        } catch (IOException e) {
            var unused = starting.thenAccept(registry -> registry.ifPresent(EmbeddedRegistry::close));
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public Optional<String> schemaRegistry() {
        return Optional.of(registryUrl);
    }

    /** Nobody else has these topics: they may be made, emptied and dropped. */
    @Override
    public Map<String, String> catalogOptions() {
        Map<String, String> options = new HashMap<>(SampleTopics.catalogOptions());
        for (String allowed : List.of("ddl.enabled", "drop.enabled", "truncate.enabled")) {
            options.put(allowed, "true");
        }
        return options;
    }

    @Override
    public List<String> description() {
        return List.of(
                "Kafka            " + kafka.bootstrapServers() + "   storage " + kafka.storage()
                        + (kept ? " (stays)" : " (removed at the end)"),
                "Schema Registry  " + registryUrl);
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
        kafka.close();
    }

    private static EmbeddedServers with(EmbeddedKafka kafka, Optional<EmbeddedRegistry> registry, boolean kept) {
        String url = registry.map(EmbeddedRegistry::url)
                .orElseGet(() -> kafka.storage().resolve("schemas").toUri().toString());
        return new EmbeddedServers(kafka, registry.orElse(null), url, kept);
    }

    /** No registry is no reason to stop: a folder of schema files does as well. */
    private static Optional<EmbeddedRegistry> startRegistry(Optional<Path> keepIn, Consumer<String> progress) {
        try {
            Path home = Path.of(System.getProperty(REGISTRY_HOME, "apicurio"));
            return Optional.of(EmbeddedRegistry.start(home, keepIn.map(folder -> folder.resolve("registry"))));
        } catch (IOException e) {
            progress.accept("No schema registry could be started, schema files serve instead: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            return Optional.empty();
        }
    }

    private void load(Consumer<String> progress) throws IOException {
        try {
            progress.accept("Loading the sample topics");
            new SampleTopics(bootstrapServers(), registryUrl).load(SampleSize.STANDARD, progress);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static <T> T await(CompletableFuture<T> starting) throws IOException {
        try {
            return starting.get();
        } catch (ExecutionException | CompletionException e) {
            throw new IOException("the schema registry could not be started", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while servers were starting");
        }
    }
}
