package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The prompt as a process of its own. */
@ExtendWith(SampleSessions.class)
class KasparSqlIT {
    @TempDir
    Path folder;

    /** What a process left. */
    private record Ended(int exitCode, String out, String err) {}

    @Test
    void writesResultsToStandardOutputAndTheRestToStandardError(SampleSession samples) throws Exception {
        Path script = Files.writeString(folder.resolve("count.sql"), "SELECT count(*) AS n FROM kaspar.testTopic");

        Ended ended = run(samples, "", "--output", "csv", "-e", "SELECT 'a;b' AS x; SELECT 2 AS y", "-f", "" + script);

        assertThat(ended.out()).isEqualTo("x\na;b\ny\n2\nn\n100\n");
        assertThat(ended.err())
                .matches("(1 row \\([0-9.]+ s\\)\n){2}1 row \\([0-9.]+ s, read 0\\.2 kB, 100% local\\)\n");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void readsStandardInputAndEndsAtTheFirstError(SampleSession samples) throws Exception {
        Ended ended = run(samples, "SELECT 1 AS\n one; SELECT nope;\nSELECT 3 AS three");

        assertThat(ended.out()).isEqualTo(" one\n-----\n   1\n");
        assertThat(ended.err()).contains("error: [UNRESOLVED_COLUMN").doesNotContain("\tat ");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    void endsAStreamAtATerminationAndRemovesWhatItKept(SampleSession samples) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<String> command = command(
                samples,
                List.of(
                        "--output",
                        "csv",
                        "-e",
                        "SELECT value FROM STREAM kaspar.testTopic2 WITH ('startingOffsets' = 'earliest'); SELECT 1"));
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.readAllLines(out).size() == 26);
            try (Stream<Path> kept = Files.walk(temporary)) {
                assertThat(kept).anyMatch(file -> file.toString().matches(".*/streams/stream-1-[0-9]+/offsets"));
            }
            process.destroy();

            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
        assertThat(withoutJvmWarnings(Files.readString(folder.resolve("err"))))
                .matches("stopped after 25 rows \\([0-9.]+ s\\)\n");
        assertThat(Files.readAllLines(out)).hasSize(26);
        assertThat(temporary).isDirectoryNotContaining("glob:**kaspar-sql*");
    }

    @Test
    void refusesArgumentsItDoesNotKnow(SampleSession samples) throws Exception {
        Ended ended = run(samples, "", "--bogus");

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("unknown argument --bogus", "--help");
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    @Test
    void saysWhichScriptCannotBeRead(SampleSession samples) throws Exception {
        Ended ended = run(samples, "", "-f", folder.resolve("absent.sql").toString());

        assertThat(ended.err()).startsWith("error: the script ").contains("absent.sql cannot be read");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    private Ended run(SampleSession samples, String input, String... arguments)
            throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in"), input);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command(samples, List.of(arguments)))
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int exitCode = process.waitFor();
        return new Ended(exitCode, Files.readString(out), withoutJvmWarnings(Files.readString(err)));
    }

    private static List<String> command(SampleSession samples, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-XX:"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KasparSql.class.getName()));
        command.addAll(List.of("--bootstrap-server", samples.bootstrapServers()));
        command.addAll(List.of("--schema-registry", samples.schemaRegistry()));
        command.addAll(arguments);
        return command;
    }

    private static String withoutJvmWarnings(String text) {
        return text.replaceAll("(?m)^WARNING: .*\n", "");
    }
}
