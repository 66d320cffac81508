package io.kaspar.testing.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of a broker's log directory with one partition in it, as it was at one moment. */
public final class CopiedLogDir {
    private CopiedLogDir() {}

    /** Copies partition 0 of a topic into a new folder. */
    public static Path copy(TestCluster cluster, int brokerId, String topic, Path folder) throws IOException {
        Files.createDirectory(folder);
        Files.copy(cluster.logDir(brokerId).resolve("meta.properties"), folder.resolve("meta.properties"));
        Path directory = Files.createDirectory(folder.resolve(topic + "-0"));
        try (Stream<Path> files = Files.list(cluster.partitionDirectory(brokerId, topic, 0))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName().toString()));
            }
        }
        return folder;
    }
}
