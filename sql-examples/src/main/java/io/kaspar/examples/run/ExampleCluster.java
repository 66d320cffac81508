package io.kaspar.examples.run;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.shell.cluster.RunningCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The brokers that an example uses, and the Spark beside them. */
public final class ExampleCluster implements AutoCloseable {
    /** Of the command line: take what {@code bin/kaspar-cluster up} started. */
    public static final String CLUSTER = "cluster";

    private static final String CATALOG = "spark.sql.catalog.kaspar";

    private final String bootstrapServers;
    private final Map<String, String> settings;
    private final @Nullable EmbeddedKafka own;

    private ExampleCluster(String bootstrapServers, Map<String, String> settings, @Nullable EmbeddedKafka own) {
        this.bootstrapServers = bootstrapServers;
        this.settings = settings;
        this.own = own;
    }

    /**
     * The cluster that the command line names: {@code --bootstrap-server}, {@code --cluster}, or else a broker that is started here
     * and ends with {@link #close}. Spark runs in this process, but for {@code --cluster} and where {@code --conf spark.master=…}
     * says otherwise.
     *
     * @throws IOException where there is no such cluster, or none can be started
     */
    public static ExampleCluster open(ExampleArguments arguments) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        Optional<String> given = arguments.find("bootstrap-server");
        if (given.isPresent()) {
            settings.putAll(arguments.settings());
            return new ExampleCluster(given.get(), settings, null);
        }
        if (arguments.has(CLUSTER)) {
            RunningCluster running = RunningCluster.find()
                    .orElseThrow(() -> new IOException("the cluster is not up: bin/kaspar-cluster up"));
            settings.putAll(running.session());
            // Its workers know Spark and Kaspar, but not the example and its libraries.
            settings.put("spark.executor.extraClassPath", classPath());
            settings.putAll(arguments.settings());
            return new ExampleCluster(running.bootstrapServers(), settings, null);
        }
        EmbeddedKafka kafka = EmbeddedKafka.start(BrokerOptions.singleNode());
        settings.putAll(arguments.settings());
        return new ExampleCluster(kafka.bootstrapServers(), settings, kafka);
    }

    /** The brokers' addresses. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Where streams keep how far they got: for as long as their topics are there, which end with a broker that was started here.
     *
     * @param kept where brokers stay
     * @throws IOException where no folder can be made
     */
    public Path checkpoints(Path kept) throws IOException {
        return own == null ? kept : Files.createTempDirectory("checkpoints");
    }

    /** Starts Spark, with the brokers as the catalog {@code kaspar}. */
    public SparkSession startSpark(String name) {
        SparkSession.Builder builder = SparkSession.builder();
        Map<String, String> defaults = new LinkedHashMap<>(Map.of(
                "spark.app.name", name,
                "spark.ui.enabled", "false",
                "spark.sql.shuffle.partitions", "2",
                "spark.sql.session.timeZone", "UTC",
                "spark.sql.catalogImplementation", "in-memory"));
        // spark-submit has said where to run by then.
        if (System.getProperty("spark.master") == null) {
            defaults.put("spark.master", "local[*]");
            defaults.put("spark.driver.host", "127.0.0.1");
            defaults.put("spark.driver.bindAddress", "127.0.0.1");
        }
        defaults.putAll(settings);
        defaults.forEach(builder::config);
        SparkSession spark = builder.getOrCreate();
        connect(spark, bootstrapServers);
        return spark;
    }

    /** Makes the catalog {@code kaspar} of a session that of these brokers. */
    public static void connect(SparkSession spark, String bootstrapServers) {
        spark.conf().set(CATALOG, "io.kaspar.catalog.KasparCatalog");
        spark.conf().set(CATALOG + ".kafka.bootstrap.servers", bootstrapServers);
    }

    /**
     * Says what the values of a topic are: JSON objects with these columns. To be said before the catalog is used.
     *
     * @param columns as in {@code CREATE TABLE}
     */
    public static void jsonTopic(SparkSession spark, String topic, String columns) {
        spark.conf().set(CATALOG + ".topic." + topic + ".value.format", "json");
        spark.conf().set(CATALOG + ".topic." + topic + ".value.schema", columns);
    }

    /**
     * Makes topics where they are not there yet, with as many replicas as brokers make by themselves, and waits for the leaders of their
     * partitions: brokers say that a topic is made before they take its records, and a producer that came in between may retry for minutes.
     */
    public static void createTopics(String bootstrapServers, int partitions, String... topics)
            throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (String topic : topics) {
                NewTopic created = new NewTopic(topic, Optional.of(partitions), Optional.empty());
                try {
                    admin.createTopics(java.util.List.of(created)).all().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("the topic " + topic + " cannot be made", e.getCause());
                    }
                }
                awaitLeaders(admin, topic, partitions);
            }
        }
    }

    private static void awaitLeaders(Admin admin, String topic, int partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new LinkedHashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        try {
            var unused = admin.listOffsets(asked).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic " + topic + " has no leader", e.getCause());
        }
    }

    /** This process's, absolute: executors run in other folders. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((first, second) -> first + java.io.File.pathSeparator + second)
                .orElseThrow();
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
