package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A standalone cluster of an installed Spark beside brokers: executors get the jar from the driver, and read disks. */
final class StandaloneClusterIT {
    private static final Distribution SPARK = Distribution.SPARK_4_2;
    private static final String REVENUE = "7433322.51";
    private static final String OWN_JAVA = Integer.toString(Runtime.version().feature());

    private static StandaloneCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        SPARK.assumeHere();
        cluster = StandaloneCluster.start(SPARK);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void readsDisksInSparkSql() throws Exception {
        Path events = newFolder();

        Program.Output output = spark("spark-sql", List.of("-e", String.join("; ", statements())), Map.of(), events)
                .run();

        assertReadsDisks(output, OWN_JAVA, EventLog.in(events));
        assertThat(EventLog.in(events).driverJava()).isEqualTo(OWN_JAVA);
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 25})
    void readsDisksWithExecutorsOnAnotherJava(int feature) throws Exception {
        Path events = newFolder();
        Map<String, String> executors =
                Map.of("spark.executorEnv.JAVA_HOME", OtherJava.home(feature).toString());

        Program.Output output = spark("spark-sql", List.of("-e", String.join("; ", statements())), executors, events)
                .run();

        assertReadsDisks(output, Integer.toString(feature), EventLog.in(events));
        assertThat(EventLog.in(events).driverJava()).isEqualTo(OWN_JAVA);
        assertNobodyWarnsOfKaspar(output);
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 25})
    void readsDisksWithADriverOnAnotherJava(int feature) throws Exception {
        Path events = newFolder();
        String otherJava = OtherJava.home(feature).toString();
        Map<String, String> executors = Map.of("spark.executorEnv.JAVA_HOME", System.getProperty("java.home"));
        List<String> job = new ArrayList<>(
                List.of("--class", JavaJob.MAIN_CLASS, JavaJob.make(SPARK).toString()));
        job.addAll(statements());

        Program.Output output = spark("spark-submit", job, executors, events)
                .with(Map.of("JAVA_HOME", otherJava))
                .run();

        assertReadsDisks(output, OWN_JAVA, EventLog.in(events));
        assertThat(EventLog.in(events).driverJava()).isEqualTo(Integer.toString(feature));
        assertNobodyWarnsOfKaspar(output);
    }

    private static List<String> statements() {
        return List.of(
                "SELECT 'disks', count(*), sum(quantity * price) FROM kaspar.orders"
                        + " WITH ('read.locality' = 'required')",
                "SELECT DISTINCT 'java', java_method('java.lang.System', 'getProperty', 'java.specification.version')"
                        + " FROM kaspar.orders WITH ('read.locality' = 'required')",
                "CALL kaspar.system.check_locality()",
                "SELECT 'network', count(*), sum(quantity * price) FROM kaspar.orders"
                        + " WITH ('read.locality' = 'off')");
    }

    private static Program spark(String program, List<String> rest, Map<String, String> further, Path events)
            throws IOException {
        Map<String, String> settings = new HashMap<>(cluster.settings());
        settings.putAll(EventLog.settings(events));
        settings.putAll(further);
        GivenJar given = GivenJar.byJars(settings);
        List<String> arguments = new ArrayList<>(given.arguments());
        arguments.addAll(rest);
        return SPARK.program(program, arguments).with(given.variables());
    }

    private static void assertReadsDisks(Program.Output output, String executorJava, EventLog events)
            throws IOException {
        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.lines())
                .contains("disks\t" + StandaloneCluster.ORDERS + "\t" + REVENUE)
                .contains("network\t" + StandaloneCluster.ORDERS + "\t" + REVENUE)
                .contains("java\t" + executorJava)
                .filteredOn(line -> line.startsWith("java\t"))
                .hasSize(1);
        assertThat(verdicts(output))
                .containsExactlyInAnyOrder(
                        "127.0.0.2 1 LOCAL", "127.0.0.2 2 OTHER_NODE", "127.0.0.3 1 OTHER_NODE", "127.0.0.3 2 LOCAL");
        List<EventLog.Task> local =
                events.scans().stream().filter(task -> task.localBytes() > 0).toList();
        assertThat(local).allSatisfy(task -> {
            assertThat(task.locality()).isEqualTo("NODE_LOCAL");
            assertThat(task.networkBytes()).isZero();
        });
        assertThat(local).extracting(EventLog.Task::host).contains("127.0.0.2", "127.0.0.3");
        for (Path executor : cluster.executorFolders()) {
            try (Stream<Path> files = Files.list(executor)) {
                assertThat(files).contains(executor.resolve(KasparJar.path().getFileName()));
            }
        }
    }

    /** Host, broker and verdict of each row of {@code check_locality}. */
    private static List<String> verdicts(Program.Output output) {
        return output.lines().stream()
                .map(line -> line.split("\t"))
                .filter(columns -> columns.length == 14)
                .map(columns -> columns[0] + " " + columns[2] + " " + columns[12])
                .toList();
    }

    /** New releases of Java warn of what later ones will forbid, and name the class that does it. */
    private static void assertNobodyWarnsOfKaspar(Program.Output output) throws IOException {
        assertThat(warnings(output.err())).isEmpty();
        for (Path executor : cluster.executorFolders()) {
            assertThat(warnings(Files.readString(executor.resolve("stderr")))).isEmpty();
        }
    }

    private static List<String> warnings(String log) {
        return log.lines()
                .filter(line -> line.startsWith("WARNING:")
                        && line.toLowerCase(java.util.Locale.ROOT).contains("kaspar"))
                .toList();
    }

    private static Path newFolder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "runs")), "events-")
                .toAbsolutePath();
    }
}
