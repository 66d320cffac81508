package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/kaspar-sql} itself, as it was built. */
@Timeout(300)
final class LauncherIT {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    /** What a start needs of a checkout that was built, and is not in the local repository. */
    private static final Pattern BUILT = Pattern.compile("bin/.*|pom[.]xml|[a-z]+/target/kaspar-[^/]*[.]jar"
            + "|shell/target/launcher/class[.]path|embedded/target/launcher/.*");

    /** In a list of jars. */
    private static final Pattern OF_KASPAR = Pattern.compile("/\\S+/kaspar-[a-z]+-[^/]+[.]jar");

    /** Nothing is started, and nobody is asked. */
    private static final List<String> QUERY =
            List.of("--bootstrap-server", "127.0.0.1:9", "--output", "csv", "-e", "SELECT 6 * 7 AS answer");

    @TempDir
    Path folder;

    private String javaOptions = "";

    @Test
    void startsWithTheClassesThatTheFirstRunKept() throws Exception {
        javaOptions = "-Xlog:class+load:file=" + folder.resolve("classes.log");
        assertThat(run(CHECKOUT, QUERY)).isEqualTo("answer\n42\n");
        List<Path> archives = archives();
        assertThat(archives).singleElement().asString().endsWith("kaspar-sql.jsa");

        assertThat(run(CHECKOUT, QUERY)).isEqualTo("answer\n42\n");

        assertThat(Files.readString(folder.resolve("classes.log")))
                .containsPattern("io\\.kaspar\\.shell\\.KasparSql source: shared objects file \\(top\\)");
        assertThat(archives()).isEqualTo(archives);
    }

    @Test
    void keepsNothingOfARunThatOnlyPrintsHelp() throws Exception {
        assertThat(run(CHECKOUT, List.of("--help"))).contains("usage: kaspar-sql");

        assertThat(archives()).isEmpty();
    }

    @Test
    void aCheckoutThatWasCopiedRunsItsOwnJars() throws Exception {
        Path copy = copyOfTheCheckout();

        javaOptions = "-XshowSettings:properties";
        run(copy, List.of("--version"));

        assertThat(OF_KASPAR
                        .matcher(Files.readString(folder.resolve("err")))
                        .results()
                        .map(jar -> Path.of(jar.group())))
                .hasSizeGreaterThan(3)
                .allSatisfy(jar -> assertThat(jar).startsWith(copy));
    }

    /** With its list of jars as the newest file, so that nothing seems to be older than its sources. */
    private Path copyOfTheCheckout() throws IOException {
        Path copy = folder.toRealPath().resolve("copy");
        try (Stream<Path> files = Files.walk(CHECKOUT, 4)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = CHECKOUT.relativize(file);
                if (BUILT.matcher(name.toString()).matches()) {
                    Files.createDirectories(copy.resolve(name).resolveSibling(""));
                    Files.copy(file, copy.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Files.setLastModifiedTime(copy.resolve("shell/target/launcher/class.path"), FileTime.from(Instant.now()));
        return copy;
    }

    private String run(Path checkout, List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("bin/kaspar-sql").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("KASPAR_CLASS_ARCHIVES", kept().toString());
        builder.environment().put("KASPAR_SQL_JAVA_OPTS", javaOptions);
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
