package io.kaspar.waysin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An installed Spark: the folder that {@code pip install pyspark} makes. */
enum Distribution {
    SPARK_3_5("3.5.8"),
    SPARK_4_2("4.2.0"),
    SPARK_4_3("4.3.0");

    private static final Path ALL = Path.of("..", "spark-lines", "target", "distributions")
            .toAbsolutePath()
            .normalize();

    private final String version;

    Distribution(String version) {
        this.version = version;
    }

    String version() {
        return version;
    }

    /** What {@code SPARK_HOME} is. */
    Path home() {
        return ALL.resolve(version).resolve("pyspark");
    }

    /** Ends the test as skipped, with the reason, when this Spark is not installed. */
    void assumeHere() {
        assumeTrue(
                Files.isDirectory(home()),
                () -> "Spark " + version + " is not here: run ways-in/prepare, which needs Python");
    }

    /** One of its programs, {@code spark-sql} for example, with what it needs in its environment. */
    Program program(String name, List<String> arguments) {
        return Program.of(home().resolve("bin").resolve(name), arguments).with(variables());
    }

    /** What makes a Python import this Spark's own PySpark, and nothing else of it. */
    Map<String, String> pySpark() throws IOException {
        try (Stream<Path> files = Files.list(home().resolve("python").resolve("lib"))) {
            Path py4j = files.filter(file -> file.getFileName().toString().startsWith("py4j-"))
                    .findFirst()
                    .orElseThrow();
            Map<String, String> variables = new HashMap<>(variables());
            variables.put("PYTHONPATH", home().getParent() + File.pathSeparator + py4j);
            return variables;
        }
    }

    String catalogClass() {
        return this == SPARK_3_5 ? "io.kaspar.catalog.KasparTableCatalog" : "io.kaspar.catalog.KasparCatalog";
    }

    /** The settings of a catalog {@code kaspar} for this line. */
    Map<String, String> catalog(ShopServers servers) {
        return catalog(servers.bootstrapServers(), servers.registryUrl());
    }

    /** The settings of a catalog {@code kaspar} of other servers. */
    Map<String, String> catalog(String bootstrapServers, String registryUrl) {
        return Map.of(
                "spark.sql.catalog.kaspar", catalogClass(),
                "spark.sql.catalog.kaspar.kafka.bootstrap.servers", bootstrapServers,
                "spark.sql.catalog.kaspar.schema.registry.url", registryUrl);
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        variables.put("SPARK_HOME", home().toString());
        variables.put("SPARK_LOCAL_IP", "127.0.0.1");
        variables.put("SPARK_LOCAL_HOSTNAME", "127.0.0.1");
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        return variables;
    }
}
