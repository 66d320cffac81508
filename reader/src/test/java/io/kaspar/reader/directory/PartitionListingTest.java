package io.kaspar.reader.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionListingTest {
    @TempDir
    Path logDir = Path.of("");

    @Test
    void knowsPartitionsByTheNamesThatKafkaGives() throws IOException {
        for (String name : List.of("orders-0", "orders-10", "a-b.c_d-3", "x-1-2")) {
            Files.createDirectory(logDir.resolve(name));
        }

        assertThat(new LogDirectory(logDir).partitions())
                .isEqualTo(new PartitionListing(
                        List.of(
                                new TopicPartitionName("a-b.c_d", 3),
                                new TopicPartitionName("orders", 0),
                                new TopicPartitionName("orders", 10),
                                new TopicPartitionName("x-1", 2)),
                        List.of()));
    }

    @Test
    void skipsAndNamesEverythingElse() throws IOException {
        List<String> others = List.of(
                "orders-0.5a1b-delete",
                "orders-0.5a1b-future",
                "orders-0.5a1b-stray",
                "orders-00",
                "orders-+1",
                "orders-4000000000",
                "orders-200000",
                "-1",
                "..-1",
                "sp ace-1",
                "lost+found");
        for (String name : others) {
            Files.createDirectory(logDir.resolve(name));
        }
        Files.createFile(logDir.resolve("file-1"));
        Files.createSymbolicLink(logDir.resolve("link-1"), logDir.resolve("orders-00"));

        PartitionListing listing = new LogDirectory(logDir).partitions();
        assertThat(listing.partitions()).isEmpty();
        assertThat(listing.skipped())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(others.stream(), Stream.of("link-1")).toList());
    }
}
