package io.kaspar.reader.golden;

import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a golden partition that a test may damage. */
public record CopiedPartition(PartitionDirectory directory) {

    /** Copies a topic's partition and the log directory's own files. */
    public static CopiedPartition of(String topic, Path logDir) throws IOException {
        for (String file : List.of("meta.properties", "cleaner-offset-checkpoint")) {
            Files.copy(GoldenSegments.logDir().resolve(file), logDir.resolve(file));
        }
        PartitionDirectory directory = new LogDirectory(logDir).partition(new TopicPartitionName(topic, 0));
        Files.createDirectory(directory.path());
        try (Stream<Path> files = Files.list(GoldenSegments.directory(topic).path())) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.path().resolve(String.valueOf(file.getFileName())));
            }
        }
        return new CopiedPartition(directory);
    }

    /** The directory's name. */
    public String name() {
        return String.valueOf(path().getFileName());
    }

    public Path path() {
        return directory.path();
    }

    /** The segment file at a place in offset order. */
    public Path segment(int index) {
        return GoldenSegments.files(path(), ".log").get(index);
    }

    public int segmentCount() {
        return GoldenSegments.files(path(), ".log").size();
    }

    /** Deletes all files of a kind, such as {@code .index}. */
    public void delete(String suffix) throws IOException {
        for (Path file : GoldenSegments.files(path(), suffix)) {
            Files.delete(file);
        }
    }
}
