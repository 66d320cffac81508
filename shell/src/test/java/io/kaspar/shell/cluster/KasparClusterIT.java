package io.kaspar.shell.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program behind {@code bin/kaspar-cluster}, each command a process of its own as on a command line. */
@Tag("cluster")
final class KasparClusterIT {
    private static final Pattern PID = Pattern.compile("pid (\\d+)");

    @TempDir
    Path folder = Path.of("");

    /** What a command left. */
    private record Ended(int exitCode, String out, String err) {}

    @AfterEach
    void leaveNothingRunning() throws Exception {
        run("down");
    }

    @Test
    void isUpFromUpToDown() throws Exception {
        Ended up = run("up");
        assertThat(up.err()).contains("Loading the sample topics");
        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .contains("127.0.0.2:", "127.0.0.3:", "127.0.0.4:", "spark://127.0.0.1:")
                .doesNotContain("DEAD");
        List<ClusterState.Server> servers =
                new ClusterFolder(home()).state().orElseThrow().servers();
        assertThat(servers)
                .extracting(ClusterState.Server::name)
                .containsExactly(
                        "kafka-1",
                        "kafka-2",
                        "kafka-3",
                        "spark-master",
                        "spark-worker-1",
                        "spark-worker-2",
                        "spark-worker-3",
                        "registry");
        ProcessHandle keeper = new ClusterFolder(home()).keeper().orElseThrow();
        assertThat(up.out()).containsPattern("keeper +running +pid " + keeper.pid() + " +starts and ends the others\n");
        assertThat(pids(up.out()))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(keeper), keeper.descendants())
                        .map(ProcessHandle::pid)
                        .toList());

        assertThat(run("up").err()).contains("up already");
        Ended sql = run("sql", "--output", "csv", "-e", "SELECT count(DISTINCT order_id) AS n FROM kaspar.orders");
        assertThat(sql.out()).isEqualTo("n\n200000\n");

        ProcessHandle third = servers.get(2).mark().find().orElseThrow();
        third.destroyForcibly();
        third.onExit().get(1, TimeUnit.MINUTES);
        Ended status = run("status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out().lines().filter(line -> line.contains("DEAD")))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("kafka-3"));

        assertThat(run("down").exitCode()).isZero();
        assertThat(servers).noneMatch(ClusterState.Server::isRunning);
        assertThat(home()).doesNotExist();
    }

    @Test
    void saysWhatToDoWhenItIsNotUp() throws Exception {
        assertThat(run("status")).isEqualTo(new Ended(1, "", "The cluster is not up: bin/kaspar-cluster up\n"));
        assertThat(run("sql")).isEqualTo(new Ended(1, "", "error: the cluster is not up: bin/kaspar-cluster up\n"));
        assertThat(run("down")).isEqualTo(new Ended(0, "", "The cluster is not up.\n"));
    }

    @Test
    void refusesCommandsItDoesNotKnow() throws Exception {
        assertThat(run("bogus").err()).contains("unknown command bogus", "--help");
        assertThat(run("up", "now").exitCode()).isEqualTo(2);
        assertThat(run("--help").out()).contains("up | down | status | sql");
    }

    private static List<Long> pids(String status) {
        return PID.matcher(status)
                .results()
                .map(match -> Long.parseLong(match.group(1)))
                .toList();
    }

    private Path home() {
        return folder.resolve("cluster");
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("-XX:"))
                .toList());
        command.add("-Dkaspar.cluster.home=" + home());
        command.add("-Dkaspar.apicurio.home="
                + Path.of(System.getProperty("kaspar.apicurio.home")).toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KasparCluster.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
    }
}
