package io.kaspar.embedded;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A folder that Spark's daemons take for an installed Spark: the jars of a class path, and how to log. */
record SparkHome(Path folder) {
    private static final String LOG4J_RESOURCE = "spark-log4j2.properties";

    /** Makes the folder. Jars become links; classes that lie in folders are copied, as they are now, into jars. */
    static SparkHome make(Path folder, ClassPath classPath) throws IOException {
        SparkHome home = new SparkHome(folder);
        Files.createDirectories(home.jars());
        Files.createDirectories(folder.resolve("conf"));
        // Without this file Spark takes the folder for its own source tree.
        Files.writeString(folder.resolve("RELEASE"), "made of a class path\n");
        try (InputStream in = Objects.requireNonNull(SparkHome.class.getResourceAsStream(LOG4J_RESOURCE))) {
            Files.write(home.log4j(), in.readAllBytes());
        }
        home.fill(classPath.entries());
        return home;
    }

    /** The class path of Spark's daemons. */
    String classPath() {
        return folder.resolve("conf") + java.io.File.pathSeparator + jars().resolve("*");
    }

    Path log4j() {
        return folder.resolve("conf").resolve("log4j2.properties");
    }

    /** What a daemon that starts others must have in its environment. */
    Map<String, String> variables() {
        return Map.of(
                "SPARK_HOME", folder.toString(),
                "SPARK_CONF_DIR", folder.resolve("conf").toString(),
                "SPARK_SCALA_VERSION", "2.13",
                "JAVA_HOME", System.getProperty("java.home"));
    }

    private Path jars() {
        return folder.resolve("jars");
    }

    private void fill(List<Path> entries) throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            Path entry = entries.get(i);
            // The number keeps files of one name apart.
            String number = String.format(Locale.ROOT, "%03d-", i);
            if (Files.isDirectory(entry)) {
                pack(entry, jars().resolve(number + "classes.jar"));
            } else if (Files.exists(entry)) {
                Files.createSymbolicLink(jars().resolve(number + entry.getFileName()), entry);
            }
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(jar));
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
    }
}
