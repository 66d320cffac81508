package io.kaspar.schema.registry;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Opens registries: over HTTP, or a folder, as the address says. */
public final class SchemaRegistries {
    private SchemaRegistries() {}

    /**
     * Opens the registry at the addresses of {@code options}; asks it nothing yet.
     *
     * @throws SchemaRegistryException when the folder or a TLS store cannot be read
     */
    public static SchemaRegistry open(RegistryOptions options) throws SchemaRegistryException {
        return open(options, Clock.systemUTC(), Backoff.DEFAULT);
    }

    static SchemaRegistry open(RegistryOptions options, Clock clock, Backoff backoff) throws SchemaRegistryException {
        RegistryAddress first = options.addresses().get(0);
        return first.isFolder() ? openFolder(first, options, clock) : openHttp(options, clock, backoff);
    }

    private static SchemaRegistry openFolder(RegistryAddress address, RegistryOptions options, Clock clock)
            throws SchemaRegistryException {
        Path folder = Path.of(address.base());
        if (!Files.isDirectory(folder)) {
            throw new SchemaRegistryException(
                    "there is no folder " + folder + " to serve as a schema registry: check " + OptionNames.URL);
        }
        return new FolderSchemaRegistry(folder, options.latestTtlMs(), clock);
    }

    private static SchemaRegistry openHttp(RegistryOptions options, Clock clock, Backoff backoff)
            throws SchemaRegistryException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofMillis(options.requestTimeoutMs()));
        RegistryTls.context(options.tls()).ifPresent(client::sslContext);
        RegistryHttp http = new RegistryHttp(options, new HttpExchanges(client.build(), options), backoff);
        return new HttpSchemaRegistry(http, options.latestTtlMs(), clock);
    }
}
