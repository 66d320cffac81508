package io.kaspar.schema.registry;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Opens registries: over HTTP, or a folder, as the address says. */
public final class SchemaRegistries {
    private SchemaRegistries() {}

    /**
     * Opens the registry at the addresses of {@code options}; asks it nothing yet.
     *
     * @throws SchemaRegistryException when the folder or a TLS store cannot be read
     */
    public static SchemaRegistry open(RegistryOptions options) throws SchemaRegistryException {
        return open(options, Clock.systemUTC(), Backoff.DEFAULT, RetryClock.REAL);
    }

    static SchemaRegistry open(RegistryOptions options, Clock clock, Backoff backoff, RetryClock waiting)
            throws SchemaRegistryException {
        RegistryAddress first = options.addresses().get(0);
        return first.isFolder() ? openFolder(first, options, clock) : openHttp(options, clock, backoff, waiting);
    }

    private static SchemaRegistry openFolder(RegistryAddress address, RegistryOptions options, Clock clock)
            throws SchemaRegistryException {
        Path folder = Path.of(address.base());
        if (!Files.isDirectory(folder)) {
            throw new SchemaRegistryException(
                    "there is no folder " + folder + " to serve as a schema registry: check " + OptionNames.URL);
        }
        return new FolderSchemaRegistry(folder, options.latestTtlMs(), options.missingTtlMs(), clock);
    }

    private static SchemaRegistry openHttp(RegistryOptions options, Clock clock, Backoff backoff, RetryClock waiting)
            throws SchemaRegistryException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofMillis(options.requestTimeoutMs()));
        SSLContext sslContext = RegistryTls.context(options.tls()).orElse(null);
        if (sslContext != null) {
            client.sslContext(sslContext);
        }
        HttpExchanges exchanges = new HttpExchanges(client.build(), new OldExchange(sslContext), options);
        RegistryHttp http = new RegistryHttp(options, exchanges, backoff, waiting);
        List<RegistryAddress> besides = options.addresses().stream()
                .flatMap(address -> address.ofApicurio().stream())
                .toList();
        boolean mayBeApicurio = besides.size() == options.addresses().size();
        ApicurioSchemas apicurio = new ApicurioSchemas(
                mayBeApicurio ? new RegistryHttp(options, besides, exchanges, backoff, waiting) : null,
                http.location());
        return new HttpSchemaRegistry(
                http,
                apicurio,
                new RegistryCaches(options.latestTtlMs(), options.missingTtlMs(), clock),
                options.normalizesSchemas());
    }
}
