package io.kaspar.embedded;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** An unpacked Apicurio distribution. */
record RegistryDistribution(Path startJar, String mainClass) {
    /** Finds the jar to start, which older and newer distributions name differently. */
    static RegistryDistribution in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("no Apicurio distribution in " + folder);
        }
        Path startJar;
        try (Stream<Path> files = Files.walk(folder, 2)) {
            startJar = files.filter(RegistryDistribution::isStartJar)
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException("neither quarkus-run.jar nor an Apicurio runner jar in " + folder));
        }
        try (JarFile jar = new JarFile(startJar.toFile())) {
            String mainClass = jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (mainClass == null) {
                throw new IOException(startJar + " names no main class");
            }
            return new RegistryDistribution(startJar, mainClass);
        }
    }

    /** Where this module's own classes are. */
    static Path ownCode() throws IOException {
        try {
            return Path.of(RegistryDistribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the module's own class path entry is no file", e);
        }
    }

    private static boolean isStartJar(Path file) {
        String name = file.getFileName().toString();
        return name.equals("quarkus-run.jar") || name.endsWith("-runner.jar");
    }
}
