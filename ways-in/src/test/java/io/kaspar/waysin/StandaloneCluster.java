package io.kaspar.waysin;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.samples.shop.SampleSize;
import io.kaspar.samples.shop.SampleTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two "machines" 127.0.0.2 and .3, each with a broker and a worker of an installed Spark, and Spark's master. All brokers name
 * their log directories alike, and a worker's executors see those of the broker beside it only. Each partition is on both.
 */
final class StandaloneCluster implements AutoCloseable {
    static final List<String> MACHINES = List.of("127.0.0.2", "127.0.0.3");

    /** {@link SampleTopics} writes so many. */
    static final long ORDERS = 20_000;

    private static final int FIRST_ADDRESS = 2;
    private static final String MASTER_ADDRESS = "127.0.0.1";
    private static final String MOUNT = "broker";

    private final Distribution spark;
    private final EmbeddedKafka kafka;
    private final Path schemas;
    private final List<Path> workerFolders = new ArrayList<>();
    private final List<RunningProgram> daemons = new ArrayList<>();
    private final String masterUrl;

    private StandaloneCluster(Distribution spark, EmbeddedKafka kafka, Path schemas)
            throws IOException, InterruptedException {
        this.spark = spark;
        this.kafka = kafka;
        this.schemas = schemas;
        try {
            daemons.add(daemon("Master", MASTER_ADDRESS, List.of()).start());
            masterUrl = daemons.get(0)
                    .awaitLog("Starting Spark master at (spark://\\S+:[1-9][0-9]*)")
                    .group(1);
            for (int machine = 0; machine < MACHINES.size(); machine++) {
                daemons.add(worker(machine, masterUrl).start());
            }
            for (RunningProgram worker : daemons.subList(1, daemons.size())) {
                worker.awaitLog("Successfully registered with master");
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts the brokers, fills the topics, and starts Spark. */
    static StandaloneCluster start(Distribution spark) throws IOException, InterruptedException {
        Path schemas = Files.createTempDirectory(Files.createDirectories(Path.of("target", "runs")), "schemas-")
                .toAbsolutePath();
        return new StandaloneCluster(spark, fill(brokers(), schemas), schemas);
    }

    private static EmbeddedKafka brokers() throws IOException {
        return EmbeddedKafka.start(BrokerOptions.singleNode()
                .withBrokerCount(MACHINES.size())
                .withFirstAddress(FIRST_ADDRESS)
                .withPrivatePaths());
    }

    private static EmbeddedKafka fill(EmbeddedKafka kafka, Path schemas) throws IOException {
        try {
            new SampleTopics(kafka.bootstrapServers(), schemas.toUri().toString())
                    .load(new SampleSize(ORDERS), line -> {});
            return kafka;
        } catch (IOException e) {
            kafka.close();
            throw e;
        }
    }

    /** The settings of a session: an executor of one core on each machine, which are both there before a task starts. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(
                spark.catalog(kafka.bootstrapServers(), schemas.toUri().toString()));
        settings.put("spark.sql.catalog.kaspar.log.dirs", BrokerOptions.PRIVATE_ROOT + "=../../../" + MOUNT);
        settings.put("spark.master", masterUrl);
        settings.put("spark.driver.host", MASTER_ADDRESS);
        settings.put("spark.driver.bindAddress", MASTER_ADDRESS);
        settings.put("spark.executor.memory", "512m");
        settings.put("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        settings.put("spark.cores.max", Integer.toString(MACHINES.size()));
        settings.put("spark.scheduler.minRegisteredResourcesRatio", "1.0");
        settings.put("spark.scheduler.maxRegisteredResourcesWaitingTime", "10m");
        settings.put("spark.locality.wait", "10m");
        settings.put("spark.ui.enabled", "false");
        return settings;
    }

    /** The folders in which executors have run, those of all applications. */
    List<Path> executorFolders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path worker : workerFolders) {
            try (Stream<Path> found = Files.find(worker.resolve("work"), 2, (path, is) -> is.isDirectory())) {
                folders.addAll(
                        found.filter(path -> path.resolve("stderr").toFile().exists())
                                .toList());
            }
        }
        return folders;
    }

    @Override
    public void close() {
        for (int i = daemons.size() - 1; i >= 0; i--) {
            daemons.get(i).close();
        }
        kafka.close();
    }

    private Program worker(int machine, String masterUrl) throws IOException {
        Program worker =
                daemon("Worker", MACHINES.get(machine), List.of("--cores", "1", "--memory", "700m", masterUrl));
        Path work = Files.createDirectory(worker.folder().resolve("work"));
        Files.createSymbolicLink(
                worker.folder().resolve(MOUNT),
                kafka.logDirs(machine + 1).get(0).resolveSibling(""));
        workerFolders.add(worker.folder());
        return worker.with(Map.of("SPARK_WORKER_DIR", work.toString()));
    }

    private Program daemon(String name, String address, List<String> rest) {
        List<String> arguments = new ArrayList<>();
        arguments.add("org.apache.spark.deploy." + name.toLowerCase(java.util.Locale.ROOT) + "." + name);
        arguments.addAll(List.of("--host", address, "--port", "0", "--webui-port", "0"));
        arguments.addAll(rest);
        return spark.program("spark-class", arguments)
                .with(Map.of(
                        "SPARK_LOCAL_IP", address,
                        "SPARK_LOCAL_HOSTNAME", address,
                        "SPARK_DAEMON_MEMORY", "192m",
                        "SPARK_DAEMON_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                        "SPARK_MASTER_OPTS", "-Dspark.master.rest.enabled=false"));
    }
}
