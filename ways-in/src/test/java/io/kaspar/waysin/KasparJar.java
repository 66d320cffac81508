package io.kaspar.waysin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jar under test. */
final class KasparJar {
    private static final Path TARGET = Path.of("..", "runtime", "target");
    private static final Path POM = Path.of("..", "release", "kaspar-spark-runtime.pom");
    private static final String GROUP = "io.kaspar";
    private static final String ARTIFACT = "kaspar-spark-runtime";

    private KasparJar() {}

    static Path path() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().matches(ARTIFACT + "-[0-9.]+(-SNAPSHOT)?[.]jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath()
                    .normalize();
        }
    }

    /** What {@code --packages} calls it. */
    static String coordinates() throws IOException {
        return GROUP + ":" + ARTIFACT + ":" + version();
    }

    /** Makes of a folder a Maven repository that has the jar, with the POM of a release, and nothing else. */
    static void publish(Path repository) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve(GROUP.replace('.', '/')).resolve(ARTIFACT).resolve(version()));
        String file = ARTIFACT + "-" + version();
        Files.createSymbolicLink(folder.resolve(file + ".jar"), path());
        Files.writeString(folder.resolve(file + ".pom"), Files.readString(POM).replace("@version@", version()));
    }

    private static String version() throws IOException {
        String name = path().getFileName().toString();
        return name.substring(ARTIFACT.length() + 1, name.length() - ".jar".length());
    }
}
