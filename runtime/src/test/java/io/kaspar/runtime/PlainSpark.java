package io.kaspar.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Spark in a process of its own, with Spark's class path and nothing else on it, and jars added as {@code --jars} adds
 * them.
 */
final class PlainSpark {
    private static final Path TARGET = Path.of("target");
    private static final int TIMEOUT_SECONDS = 180;

    private final Map<String, String> conf;
    private final List<Path> jars;

    PlainSpark(Map<String, String> conf, List<Path> jars) {
        this.conf = Map.copyOf(conf);
        this.jars = List.copyOf(jars);
    }

    /** The jar under test. */
    static Path kasparJar() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().matches("kaspar-spark-runtime-.*\\.jar"))
                    .filter(file -> !file.getFileName().toString().contains("original"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Spark's own Kafka connector with the kafka-clients it asks for. */
    static List<Path> kafkaConnectorJars() throws IOException {
        try (Stream<Path> files = Files.list(TARGET.resolve("kafka-connector"))) {
            return files.toList();
        }
    }

    /** Runs the statements and gives all rows as JSON; fails with the process's output when it fails. */
    List<String> sql(String... statements) throws IOException, InterruptedException {
        Path output = Files.createTempFile("plain-spark", ".out");
        Process process = new ProcessBuilder(command(statements))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        if (!ended || process.exitValue() != 0) {
            throw new IllegalStateException("Spark failed" + (ended ? "" : " to end in time") + ":\n" + text);
        }
        return text.lines()
                .filter(line -> line.startsWith(SqlMain.ROW))
                .map(line -> line.substring(SqlMain.ROW.length()))
                .toList();
    }

    private List<String> command(String... statements) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("kaspar.jvm.flags").trim().split("\\s+")));
        command.addAll(List.of("-Xmx1g", "-Duser.timezone=UTC", "-cp", classPath()));
        command.add("org.apache.spark.deploy.SparkSubmit");
        command.addAll(List.of("--master", "local[2]", "--class", SqlMain.class.getName()));
        command.addAll(List.of(
                "--jars",
                String.join(
                        ",",
                        jars.stream()
                                .map(jar -> jar.toAbsolutePath().toString())
                                .toList())));
        conf.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
        command.addAll(List.of("--conf", "spark.ui.enabled=false"));
        command.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
        command.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
        command.add("spark-internal");
        command.addAll(List.of(statements));
        return command;
    }

    private static String classPath() throws IOException {
        String spark = Files.readString(TARGET.resolve("spark.classpath")).trim();
        return TARGET.resolve("test-classes").toAbsolutePath() + System.getProperty("path.separator") + spark;
    }
}
