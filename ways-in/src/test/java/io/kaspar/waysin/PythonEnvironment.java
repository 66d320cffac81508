package io.kaspar.waysin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Python that {@code ways-in/prepare} made, with the packages of {@code requirements.txt}. */
final class PythonEnvironment {
    private static final Path FOLDER = Path.of("target", "python").toAbsolutePath();
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

    /** What makes a distribution's own PySpark run on this Python. */
    static Map<String, String> variables() {
        return Map.of("PYSPARK_PYTHON", python().toString(), "PYSPARK_DRIVER_PYTHON", python().toString());
    }
}
