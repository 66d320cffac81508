package io.kaspar.waysin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The dbt that {@code ways-in/prepare} installed, with what {@code requirements-dbt.txt} says. */
final class DbtEnvironment {
    private static final Path FOLDER = Path.of("target", "dbt").toAbsolutePath();
    private static final String PROJECT =
            Path.of("..", "sql-examples", "dbt").toAbsolutePath().normalize().toString();

    private DbtEnvironment() {}

    /** Ends the test as skipped, with the reason, when dbt is not installed. */
    static void assumeHere() {
        assumeTrue(
                Files.exists(FOLDER.resolve("installed.txt")),
                () -> "dbt is not here: run ways-in/prepare, which needs Python");
    }

    /** A command of dbt in the example's project; what it writes goes to the folder of this run. */
    static Program dbt(String command) {
        Program dbt = Program.of(FOLDER.resolve("bin").resolve("dbt"), List.of(command));
        List<String> all = new ArrayList<>(dbt.command());
        all.addAll(List.of("--project-dir", PROJECT, "--profiles-dir", PROJECT, "--no-use-colors"));
        all.addAll(List.of("--target-path", dbt.folder().resolve("target").toString()));
        all.addAll(List.of("--log-path", dbt.folder().resolve("logs").toString()));
        return new Program(List.copyOf(all), Map.of("DBT_SEND_ANONYMOUS_USAGE_STATS", "false"), dbt.folder());
    }
}
