package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/kaspar-sql} itself, as it was built. */
@Timeout(300)
final class LauncherIT {
    private static final Path PROGRAM =
            Path.of("..", "bin", "kaspar-sql").toAbsolutePath().normalize();

    /** Nothing is started, and nobody is asked. */
    private static final List<String> QUERY =
            List.of("--bootstrap-server", "127.0.0.1:9", "--output", "csv", "-e", "SELECT 6 * 7 AS answer");

    @TempDir
    Path folder;

    @Test
    void startsWithTheClassesThatTheFirstRunKept() throws Exception {
        assertThat(run(QUERY)).isEqualTo("answer\n42\n");
        List<Path> archives = archives();
        assertThat(archives).singleElement().asString().endsWith("kaspar-sql.jsa");

        assertThat(run(QUERY)).isEqualTo("answer\n42\n");

        assertThat(Files.readString(folder.resolve("classes.log")))
                .containsPattern("io\\.kaspar\\.shell\\.KasparSql source: shared objects file \\(top\\)");
        assertThat(archives()).isEqualTo(archives);
    }

    @Test
    void keepsNothingOfARunThatOnlyPrintsHelp() throws Exception {
        assertThat(run(List.of("--help"))).contains("usage: kaspar-sql");

        assertThat(archives()).isEmpty();
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("KASPAR_CLASS_ARCHIVES", kept().toString());
        builder.environment().put("KASPAR_SQL_JAVA_OPTS", "-Xlog:class+load:file=" + folder.resolve("classes.log"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroy();
        }
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        return Files.readString(folder.resolve("out"));
    }

    private Path kept() {
        return folder.resolve("archives");
    }

    private List<Path> archives() throws IOException {
        if (!Files.exists(kept())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(kept())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
