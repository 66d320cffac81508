package io.kaspar.reader.directory;

import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What directories lie in a log directory.
 *
 * @param partitions those that are a partition's
 * @param skipped names of the others: replicas that were being deleted or moved, links, and what is none of Kafka's
 */
public record PartitionListing(List<TopicPartitionName> partitions, List<String> skipped) {
    public PartitionListing {
        partitions = List.copyOf(partitions);
        skipped = List.copyOf(skipped);
    }

    static PartitionListing of(Path logDir) throws IOException {
        List<TopicPartitionName> partitions = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(logDir, Files::isDirectory)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                Optional<TopicPartitionName> partition = TopicPartitionName.parse(name);
                if (partition.isPresent() && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    partitions.add(partition.get());
                } else {
                    skipped.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        partitions.sort(Comparator.comparing(TopicPartitionName::topic).thenComparing(TopicPartitionName::partition));
        skipped.sort(Comparator.naturalOrder());
        return new PartitionListing(partitions, skipped);
    }
}
