package io.kaspar.reader.golden;

import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The committed log directory, as a broker of Kafka {@link #KAFKA_VERSION} left it; see {@link GoldenSegmentsWriter}. */
public final class GoldenSegments {
    public static final String KAFKA_VERSION = "4.3.1";

    private GoldenSegments() {}

    public static Path logDir() {
        URL found = Objects.requireNonNull(GoldenSegments.class.getResource("/golden/kafka-" + KAFKA_VERSION));
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of all topics; each has one partition. */
    public static List<String> topics() {
        try (Stream<Path> entries = Files.list(logDir())) {
            return entries.filter(Files::isDirectory)
                    .map(path -> String.valueOf(path.getFileName()))
                    .map(name -> name.substring(0, name.lastIndexOf('-')))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PartitionDirectory directory(String topic) {
        return new LogDirectory(logDir()).partition(new TopicPartitionName(topic, 0));
    }

    /** All segment files of all topics. */
    public static List<Path> segmentFiles() {
        return topics().stream().flatMap(topic -> segmentFiles(topic).stream()).toList();
    }

    /** The segment files of a topic, in offset order. */
    public static List<Path> segmentFiles(String topic) {
        return files(directory(topic).path(), ".log");
    }

    public static List<Path> files(Path directory, String suffix) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
