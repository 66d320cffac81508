package io.kaspar.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An Apicurio Registry as a child process, spoken to through its Confluent-compatible API. Ends with {@link #close} or
 * with this JVM.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final int HTTP_OK = 200;

    private final Storage storage;
    private final ChildJvm process;
    private final String url;
    private final Thread atExit = new Thread(this::stop, "embedded-registry-stop");

    private EmbeddedRegistry(Storage storage, ChildJvm process, String url) {
        this.storage = storage;
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a registry and waits until it answers.
     *
     * @param distribution the folder of the unpacked Apicurio distribution
     * @param keepIn a folder for the schemas that stays; empty when they are kept in memory
     * @throws IOException with the end of its output, when it does not come up
     */
    public static EmbeddedRegistry start(Path distribution, Optional<Path> keepIn) throws IOException {
        RegistryDistribution registry = RegistryDistribution.in(distribution);
        Storage storage = keepIn.isPresent() ? Storage.keptIn(keepIn.get()) : Storage.temporary();
        int port = FreePorts.find(ADDRESS);
        ChildJvm process = new ChildJvm.Command(
                        "Apicurio Registry",
                        javaArguments(registry, port, storage),
                        storage.folder().resolve("registry.out"))
                .start();
        EmbeddedRegistry embedded =
                new EmbeddedRegistry(storage, process, "http://" + ADDRESS + ":" + port + "/apis/ccompat/v7");
        Runtime.getRuntime().addShutdownHook(embedded.atExit);
        try {
            process.awaitReady(embedded::answers, START_TIMEOUT);
        } catch (IOException e) {
            embedded.close();
            throw e;
        }
        return embedded;
    }

    /** The address for {@code schema.registry.url}. */
    public String url() {
        return url;
    }

    /** The registry's process. */
    public ServerProcess process() {
        URI uri = URI.create(url);
        return process.described("registry", uri.getAuthority(), Optional.of(uri));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private static List<String> javaArguments(RegistryDistribution registry, int port, Storage storage)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=" + ADDRESS,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=" + ADDRESS,
                "-Dquarkus.management.port=0",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dquarkus.banner.enabled=false",
                "-Dquarkus.log.level=WARN"));
        if (storage.kept()) {
            arguments.add(
                    "-DREGISTRY_DATASOURCE_URL=jdbc:h2:file:" + storage.folder().resolve("registry"));
        }
        arguments.addAll(List.of(
                "-cp",
                registry.startJar() + java.io.File.pathSeparator + RegistryDistribution.ownCode(),
                WatchedMain.class.getName(),
                registry.mainClass()));
        return arguments;
    }

    private boolean answers() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/subjects"))
                .timeout(REQUEST_TIMEOUT)
                .build();
        try {
            // A client for each question: one that was refused must not hold the next one up.
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == HTTP_OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the embedded registry was starting");
        } catch (IOException e) {
            return false;
        }
    }

    private void stop() {
        process.close();
        storage.close();
    }
}
