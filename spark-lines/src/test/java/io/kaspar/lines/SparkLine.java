package io.kaspar.lines;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A line of Spark that Kaspar's jar runs on. */
enum SparkLine {
    SPARK_3_5_SCALA_2_12("3.5", Path.of("class-paths", "spark-3.5-scala-2.12")),
    SPARK_3_5_SCALA_2_13("3.5", Path.of("class-paths", "spark-3.5-scala-2.13")),
    SPARK_4_0("4.0", Path.of("class-paths", "spark-4.0")),
    SPARK_4_1("4.1", Path.of("class-paths", "spark-4.1")),
    SPARK_4_2("4.2", Path.of("class-paths", "spark-4.2")),
    /** Has no artifacts for Maven where this was written: {@code spark-lines/get-distribution} fetches it. */
    SPARK_4_3("4.3", Path.of("distributions", "4.3.0"));

    private static final String CLASS_PATH_FILE = "spark.classpath";

    private final String version;
    private final Path folder;

    SparkLine(String version, Path folder) {
        this.version = version;
        this.folder = folder;
    }

    /** As Spark writes it, without the last number. */
    String version() {
        return version;
    }

    boolean isSince(String firstVersion) {
        return number(version) >= number(firstVersion);
    }

    private static int number(String version) {
        String[] parts = version.split("[.]", -1);
        return 100 * Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]);
    }

    /** Whether the line's jars are on this machine. */
    boolean isHere() {
        return Files.exists(classPathFile()) || Files.isDirectory(distribution());
    }

    /** The line's jars and nothing else. */
    List<Path> classPath() throws IOException {
        if (Files.exists(classPathFile())) {
            return Arrays.stream(Files.readString(classPathFile()).trim().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        }
        try (Stream<Path> jars = Files.list(distribution())) {
            return jars.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private Path classPathFile() {
        return folder.resolve("target").resolve(CLASS_PATH_FILE);
    }

    private Path distribution() {
        return Path.of("target").resolve(folder).resolve("pyspark").resolve("jars");
    }
}
