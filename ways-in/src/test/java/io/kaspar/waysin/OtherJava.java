package io.kaspar.waysin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Another JDK than the one that runs the tests, if this machine has one: where variables such as {@code JAVA_HOME_25_X64}
 * lead, as machines of continuous integration have them, or where systems put their packages.
 */
final class OtherJava {
    private static final Path PACKAGES = Path.of("/usr/lib/jvm");

    private OtherJava() {}

    /** The home of a JDK of this feature release. Ends the test as skipped when there is none. */
    static Path home(int feature) throws IOException {
        Optional<Path> found =
                candidates().stream().filter(home -> feature(home) == feature).findFirst();
        assumeTrue(
                found.isPresent(),
                () -> "there is no Java " + feature + ": no variable JAVA_HOME_" + feature
                        + "_… names it, and it is not in " + PACKAGES);
        return found.orElseThrow();
    }

    private static List<Path> candidates() throws IOException {
        List<Path> homes = new ArrayList<>();
        System.getenv().forEach((name, value) -> {
            if (name.matches("JAVA_HOME_[0-9]+(_.*)?")) {
                homes.add(Path.of(value));
            }
        });
        if (Files.isDirectory(PACKAGES)) {
            try (Stream<Path> packages = Files.list(PACKAGES)) {
                homes.addAll(packages.sorted().toList());
            }
        }
        return homes;
    }

    /** What the file {@code release} of a JDK says; 0 where there is none. */
    private static int feature(Path home) {
        Path file = home.resolve("release");
        if (!Files.isReadable(file) || !Files.isExecutable(home.resolve("bin").resolve("java"))) {
            return 0;
        }
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            release.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}
