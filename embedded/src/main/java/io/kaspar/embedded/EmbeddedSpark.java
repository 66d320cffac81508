package io.kaspar.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A standalone Spark cluster of child processes on loopback addresses: a master, and a worker for each address. This JVM's
 * class path is their Spark, so Spark must be on it. Ends with {@link #close} or with this JVM.
 */
public final class EmbeddedSpark implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private final SparkOptions options;
    private final Storage storage;
    private final SparkHome home;
    private final SparkDaemon master;
    private final List<SparkDaemon> workers;
    private final List<ChildJvm> processes = new ArrayList<>();
    private final Thread atExit = new Thread(this::stop, "embedded-spark-stop");

    private EmbeddedSpark(
            SparkOptions options, Storage storage, SparkHome home, SparkDaemon master, List<SparkDaemon> workers) {
        this.options = options;
        this.storage = storage;
        this.home = home;
        this.master = master;
        this.workers = List.copyOf(workers);
    }

    /**
     * Starts the master and the workers and waits until all have registered.
     *
     * @throws IOException with the end of a daemon's output, when one does not come up
     */
    public static EmbeddedSpark start(SparkOptions options) throws IOException {
        Storage storage =
                options.keepIn().isPresent() ? Storage.keptIn(options.keepIn().get()) : Storage.temporary();
        EmbeddedSpark spark = prepare(options, storage);
        Runtime.getRuntime().addShutdownHook(spark.atExit);
        try {
            spark.startAll();
        } catch (IOException e) {
            spark.close();
            throw e;
        }
        return spark;
    }

    /** What {@code spark.master} has to be. */
    public String masterUrl() {
        return "spark://" + master.endpoint();
    }

    /** The master's page. */
    public URI webUi() {
        return master.ui();
    }

    /** The processes: the master, then the workers in the order of the options. Executors are the workers' own children. */
    public List<ServerProcess> processes() {
        List<ServerProcess> all = new ArrayList<>(List.of(master.described(processes.get(0))));
        for (int number = 1; number <= workers.size(); number++) {
            all.add(worker(number).described(processes.get(number)));
        }
        return all;
    }

    /** Ends a worker as a crash would, its executors with it; workers are numbered from 1 in the order of the options. */
    public void killWorker(int number) {
        worker(number);
        processes.get(number).kill();
    }

    /** Starts a worker again that was ended, and waits until it has registered. */
    public void restartWorker(int number) throws IOException {
        processes.get(number).close();
        processes.set(number, startWorker(worker(number)));
        awaitWorker(number);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private static EmbeddedSpark prepare(SparkOptions options, Storage storage) throws IOException {
        SparkHome home = SparkHome.make(storage.folder().resolve("spark-home"), ClassPath.own());
        SparkDaemon master = SparkDaemon.prepare(storage.folder(), "spark-master", options.masterAddress());
        List<SparkDaemon> workers = new ArrayList<>();
        for (SparkOptions.Worker worker : options.workers()) {
            SparkDaemon daemon =
                    SparkDaemon.prepare(storage.folder(), "spark-worker-" + (workers.size() + 1), worker.address());
            for (Map.Entry<String, Path> mount : worker.mounts().entrySet()) {
                Files.createSymbolicLink(daemon.folder().resolve(mount.getKey()), mount.getValue());
            }
            workers.add(daemon);
        }
        return new EmbeddedSpark(options, storage, home, master, workers);
    }

    private void startAll() throws IOException {
        processes.add(master.startMaster(home));
        processes.get(0).awaitReady(() -> FreePorts.isOpen(master.address(), master.port()), START_TIMEOUT);
        for (SparkDaemon worker : workers) {
            processes.add(startWorker(worker));
        }
        for (int number = 1; number <= workers.size(); number++) {
            awaitWorker(number);
        }
    }

    private ChildJvm startWorker(SparkDaemon worker) throws IOException {
        return worker.startWorker(home, masterUrl(), options.workerMemoryMb());
    }

    private void awaitWorker(int number) throws IOException {
        // Of the master's page: a worker's host comes before its state.
        Pattern alive = Pattern.compile(
                "\"host\"\\s*:\\s*\"" + Pattern.quote(worker(number).address())
                        + "\"(?:(?!\"host\").)*\"state\"\\s*:\\s*\"ALIVE\"",
                Pattern.DOTALL);
        processes.get(number).awaitReady(() -> alive.matcher(masterState()).find(), START_TIMEOUT);
    }

    /** What the master says about its workers, as JSON; nothing while it does not answer. */
    private String masterState() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(webUi().resolve("/json/"))
                .timeout(REQUEST_TIMEOUT)
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the embedded Spark was starting");
        } catch (IOException e) {
            return "";
        }
    }

    private SparkDaemon worker(int number) {
        if (number < 1 || number > workers.size()) {
            throw new IllegalArgumentException("there is no worker " + number);
        }
        return workers.get(number - 1);
    }

    private void stop() {
        processes.forEach(ChildJvm::requestStop);
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
        storage.close();
    }
}
