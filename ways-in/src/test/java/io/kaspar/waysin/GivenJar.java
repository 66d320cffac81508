package io.kaspar.waysin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A way in which the jar and the settings of a session are given to a program of Spark.
 *
 * @param arguments of the program
 * @param variables of its environment
 */
record GivenJar(List<String> arguments, Map<String, String> variables) {
    /** Most of a short run is spent in compiling. */
    private static final Map<String, String> SMALL_JVM =
            Map.of("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    GivenJar {
        arguments = List.copyOf(arguments);
        Map<String, String> all = new HashMap<>(SMALL_JVM);
        all.putAll(variables);
        variables = Map.copyOf(all);
    }

    /** Not at all: the settings only. */
    static GivenJar later(Map<String, String> settings) {
        return new GivenJar(confs(settings), Map.of());
    }

    /** With {@code --jars}. */
    static GivenJar byJars(Map<String, String> settings) throws IOException {
        return later(settings).and("--jars", KasparJar.path().toString());
    }

    /** With {@code --jars}, and on the class path of the process that is started. */
    static GivenJar byClassPath(Map<String, String> settings) throws IOException {
        return byJars(settings).and("--driver-class-path", KasparJar.path().toString());
    }

    /** With {@code --packages}, from a Maven repository in a folder. No other repository is asked. */
    static GivenJar byPackages(Map<String, String> settings) throws IOException {
        Path folder = newFolder();
        KasparJar.publish(folder.resolve("repository"));
        Path ivy = Files.writeString(folder.resolve("ivysettings.xml"), "<ivysettings/>\n");
        return later(settings)
                .and("--packages", KasparJar.coordinates())
                .and("--repositories", folder.resolve("repository").toUri().toString())
                .and("--conf", "spark.jars.ivySettings=" + ivy)
                .and("--conf", "spark.jars.ivy=" + folder.resolve("ivy"));
    }

    /** In {@code spark-defaults.conf}, with the settings. */
    static GivenJar byDefaults(Map<String, String> settings) throws IOException {
        List<String> lines = new ArrayList<>(List.of("spark.jars " + KasparJar.path()));
        settings.forEach((key, value) -> lines.add(key + " " + value));
        Path folder = newFolder();
        Files.write(folder.resolve("spark-defaults.conf"), lines);
        return new GivenJar(List.of(), Map.of("SPARK_CONF_DIR", folder.toString()));
    }

    /** In the folder {@code jars} of the installed Spark; here of a copy, made of links. */
    static GivenJar byJarsFolder(Map<String, String> settings, Path sparkHome) throws IOException {
        Path copy = newFolder();
        linkAll(sparkHome, copy);
        Path jars = copy.resolve("jars");
        Files.delete(jars);
        linkAll(sparkHome.resolve("jars"), Files.createDirectory(jars));
        Files.createSymbolicLink(jars.resolve("kaspar.jar"), KasparJar.path());
        return new GivenJar(confs(settings), Map.of("SPARK_HOME", copy.toString()));
    }

    private GivenJar and(String name, String value) {
        return new GivenJar(
                Stream.concat(arguments.stream(), Stream.of(name, value)).toList(), variables);
    }

    private static List<String> confs(Map<String, String> settings) {
        return settings.entrySet().stream()
                .flatMap(setting -> Stream.of("--conf", setting.getKey() + "=" + setting.getValue()))
                .toList();
    }

    private static void linkAll(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }

    private static Path newFolder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "runs")), "given-")
                .toAbsolutePath();
    }
}
