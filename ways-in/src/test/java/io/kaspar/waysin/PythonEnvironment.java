package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Python that {@code ways-in/prepare} made, with the packages of {@code requirements.txt}. */
final class PythonEnvironment {
    private static final Path FOLDER = Path.of("target", "python").toAbsolutePath();
    private static final Path CONNECT_CLIENT =
            Path.of("target", "pyspark-client").toAbsolutePath();
    private static final Path SCRIPTS = Path.of("src", "test", "python").toAbsolutePath();

    private PythonEnvironment() {}

    /** Ends the test as skipped, with the reason, when the packages are not installed. */
    static void assumeHere() {
        assumeTrue(
                Files.exists(FOLDER.resolve("installed.txt")),
                () -> "the Python packages are not here: run ways-in/prepare, which needs Python");
    }

    static Path python() {
        return FOLDER.resolve("bin").resolve("python");
    }

    /** One of the scripts beside the tests, with plain Python. */
    static Program script(String name, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(file(name).toString()));
        all.addAll(arguments);
        return Program.of(python(), all);
    }

    /** Where one of the scripts lies. */
    static Path file(String script) {
        return SCRIPTS.resolve(script);
    }

    /** Runs tests in Python beside the tests here, given as arguments of pytest, and fails with what pytest says. */
    static void assertPass(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(
                List.of("-m", "pytest", "-q", "--color=no", "--tb=short", "-p", "no:cacheprovider", "-W", "ignore"));
        for (String argument : arguments) {
            all.add(argument.endsWith(".py") ? file(argument).toString() : argument);
        }
        Program.Output output = Program.of(python(), all)
                .with(variables())
                .with(variables)
                .with(Map.of("TZ", "UTC", "PYTHONDONTWRITEBYTECODE", "1"))
                .run();
        assertThat(output.exitCode()).as("%s%n%s", output.out(), output.err()).isZero();
        assertThat(output.out()).contains(" passed");
        assertThat(output.err()).as("no stack of Java's").doesNotContain("\tat ");
    }

    /** What makes Python import the client of Spark Connect, and no Spark of its own. */
    static Map<String, String> connectClient() {
        return Map.of("PYTHONPATH", CONNECT_CLIENT.toString());
    }

    /** What makes a distribution's own PySpark run on this Python. */
    static Map<String, String> variables() {
        return Map.of("PYSPARK_PYTHON", python().toString(), "PYSPARK_DRIVER_PYTHON", python().toString());
    }
}
