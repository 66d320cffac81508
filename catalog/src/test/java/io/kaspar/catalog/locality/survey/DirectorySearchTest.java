package io.kaspar.catalog.locality.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.catalog.facts.ClusterLogDirectories;
import io.kaspar.reader.directory.DirectoryVerdict;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.ReplicaLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySearchTest {
    @TempDir
    Path here = Path.of("");

    @BeforeEach
    void writeDirectory() throws IOException {
        Files.writeString(here.resolve("meta.properties"), "version=1\ncluster.id=c1\nnode.id=7\n");
        Path directory = Files.createDirectory(here.resolve("orders-3"));
        Files.writeString(directory.resolve("partition.metadata"), "version: 0\ntopic_id: id1");
        Files.writeString(directory.resolve("00000000000000000000.log"), "");
    }

    private LogDirectoryAnswer answer(String clusterId, int nodeId, String topicId, List<Integer> partitions) {
        return answer(clusterId, nodeId, topicId, new BrokerLogDirectories.Directory("/kafka", partitions, ""));
    }

    private LogDirectoryAnswer answer(
            String clusterId, int nodeId, String topicId, BrokerLogDirectories.Directory directory) {
        ClusterLogDirectories directories = new ClusterLogDirectories(
                clusterId, List.of(new BrokerLogDirectories(nodeId, "b", List.of(directory), "")));
        List<LogDirMapping> mappings =
                List.of(new LogDirMapping("/kafka", here + "/missing"), new LogDirMapping("/kafka", here.toString()));
        return new DirectorySearch(new DirectoryQuestion(directories, "orders", topicId, mappings, false))
                .answers()
                .get(0);
    }

    @Test
    void findsTheDirectoryWhereAMappingSaysItIs() {
        LogDirectoryAnswer answer = answer("c1", 7, "id1", List.of(3));

        assertThat(answer.verdict()).isEqualTo(DirectoryVerdict.MATCHES);
        assertThat(answer.path()).isEqualTo(here.toString());
        assertThat(answer.clusterId()).isEqualTo("c1");
        assertThat(answer.foundNodeId()).isEqualTo("7");
        assertThat(answer.mount()).isNotEmpty();
    }

    @Test
    void keepsSilentAboutWhatIsNotThereWhenOnlyFindingsAreWanted() {
        DirectoryQuestion question = DirectoryQuestion.about(
                "c1",
                List.of(
                        new ReplicaLocation(7, "b", here.toString()),
                        new ReplicaLocation(8, "b", here.toString()),
                        new ReplicaLocation(7, "b", here + "/missing")),
                List.of());

        assertThat(new DirectorySearch(question).answers())
                .extracting(LogDirectoryAnswer::brokerDisk)
                .containsExactly(new BrokerLogDirectory(7, here.toString()));
        assertThat(question.brokerDirectories()).hasSize(3);
    }

    @Test
    void saysWhoseDirectoryItFound() {
        assertThat(answer("c2", 7, "id1", List.of()).verdict()).isEqualTo(DirectoryVerdict.OTHER_CLUSTER);
        assertThat(answer("c2", 7, "id1", List.of()).clusterId()).isEqualTo("c1");
        assertThat(answer("c1", 8, "id1", List.of()).verdict()).isEqualTo(DirectoryVerdict.OTHER_NODE);
        assertThat(answer("c1", 8, "id1", List.of()).foundNodeId()).isEqualTo("7");
        assertThat(answer("c1", 7, "id2", List.of(3)).verdict()).isEqualTo(DirectoryVerdict.OTHER_TOPIC);
        assertThat(answer("c1", 7, "id1", List.of(3, 4)).verdict()).isEqualTo(DirectoryVerdict.MISSING);
    }

    @Test
    void believesABrokerThatItsDiskFailed() {
        LogDirectoryAnswer answer =
                answer("c1", 7, "id1", new BrokerLogDirectories.Directory("/kafka", List.of(), "disk error"));

        assertThat(answer.verdict()).isEqualTo(DirectoryVerdict.NOT_READABLE);
        assertThat(answer.detail()).contains("disk error");
    }

    @Test
    void opensAFileOfEachPartition() throws IOException {
        Path log = here.resolve("orders-3/00000000000000000000.log");
        Files.move(log, here.resolve("target"));
        Files.createSymbolicLink(log, here.resolve("target"));

        assertThat(answer("c1", 7, "id1", List.of(3)).verdict()).isEqualTo(DirectoryVerdict.NOT_READABLE);
    }
}
