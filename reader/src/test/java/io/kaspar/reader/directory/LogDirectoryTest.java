package io.kaspar.reader.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.golden.CopiedPartition;
import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDirectoryTest {
    private static final TopicPartitionName NAME = new TopicPartitionName("codec-none", 0);

    @TempDir
    Path path;

    private LogDirectory logDirectory = new LogDirectory(Path.of(""));
    private String clusterId = "";
    private int nodeId;
    private String topicId = "";

    @BeforeEach
    void copies() throws IOException {
        CopiedPartition partition = CopiedPartition.of("codec-none", path);
        logDirectory = new LogDirectory(path);
        KafkaTextFile meta = KafkaTextFile.read(path.resolve("meta.properties"));
        clusterId = meta.value("cluster.id");
        nodeId = Integer.parseInt(meta.value("node.id"));
        topicId = KafkaTextFile.read(partition.path().resolve("partition.metadata"))
                .value("topic_id");
    }

    @Test
    void matchesTheDirectoryOfThisClusterBrokerAndTopic() throws IOException {
        assertThat(logDirectory.check(clusterId, nodeId, NAME, topicId).verdict())
                .isEqualTo(DirectoryVerdict.MATCHES);
    }

    @Test
    void tellsAnotherCluster() throws IOException {
        assertThat(logDirectory.check("another", nodeId, NAME, topicId)).satisfies(check -> {
            assertThat(check.verdict()).isEqualTo(DirectoryVerdict.OTHER_CLUSTER);
            assertThat(check.detail()).contains("meta.properties has cluster.id " + clusterId + ", expected another");
        });
    }

    @Test
    void tellsAnotherBroker() throws IOException {
        assertThat(logDirectory.check(clusterId, nodeId + 1, NAME, topicId).verdict())
                .isEqualTo(DirectoryVerdict.OTHER_NODE);
    }

    @Test
    void knowsABrokerWithZooKeeperByItsBrokerId() throws IOException {
        Files.writeString(
                path.resolve("meta.properties"), "version=0\nbroker.id=" + nodeId + "\ncluster.id=" + clusterId + "\n");

        assertThat(logDirectory.check(clusterId, nodeId, NAME, topicId).verdict())
                .isEqualTo(DirectoryVerdict.MATCHES);
        assertThat(logDirectory.owner()).isEqualTo(new LogDirectoryOwner(clusterId, Integer.toString(nodeId)));
        assertThat(logDirectory.check(clusterId, nodeId + 1).detail()).contains("has broker.id " + nodeId);
    }

    @Test
    void saysThatAnOldTopicHasNoId() throws IOException {
        Files.delete(logDirectory.partition(NAME).path().resolve("partition.metadata"));

        assertThat(logDirectory.check(clusterId, nodeId, NAME, topicId)).satisfies(check -> {
            assertThat(check.verdict()).isEqualTo(DirectoryVerdict.NO_TOPIC_ID);
            assertThat(check.detail()).contains("partition.metadata is not there");
        });
    }

    @Test
    void tellsATopicThatWasCreatedAgain() throws IOException {
        assertThat(logDirectory.check(clusterId, nodeId, NAME, "another").verdict())
                .isEqualTo(DirectoryVerdict.OTHER_TOPIC);
    }

    @Test
    void tellsWhatIsMissing() throws IOException {
        LogDirectory nowhere = new LogDirectory(path.resolve("nowhere"));
        TopicPartitionName otherPartition = new TopicPartitionName("codec-none", 1);

        assertThat(nowhere.check(clusterId, nodeId).verdict()).isEqualTo(DirectoryVerdict.MISSING);
        assertThat(logDirectory
                        .check(clusterId, nodeId, otherPartition, topicId)
                        .verdict())
                .isEqualTo(DirectoryVerdict.MISSING);
    }

    @Test
    void doesNotFollowALinkInALogDirectory() throws IOException {
        Path real = logDirectory.partition(NAME).path();
        Files.createSymbolicLink(path.resolve("linked-0"), real);
        TopicPartitionName linked = new TopicPartitionName("linked", 0);

        assertThat(logDirectory.check(clusterId, nodeId, linked, topicId)).satisfies(check -> {
            assertThat(check.verdict()).isEqualTo(DirectoryVerdict.NOT_READABLE);
            assertThat(check.detail()).contains("symbolic link");
        });
        assertThatThrownBy(() -> logDirectory.partition(linked).firstOffset()).isInstanceOf(NotReadableException.class);
    }

    @Test
    void doesNotFollowALinkThatTookTheDirectorysPlaceAfterItWasChecked() throws IOException {
        assertThat(logDirectory.check(clusterId, nodeId, NAME, topicId).matches())
                .isTrue();
        PartitionDirectory checked = logDirectory.partition(NAME);
        Path moved = Files.move(checked.path(), path.resolve("elsewhere"));
        Files.createSymbolicLink(checked.path(), moved);

        assertThatThrownBy(checked::firstOffset)
                .isInstanceOf(NotReadableException.class)
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> checked.open(0, LogFileName.LOG))
                .isInstanceOf(NotReadableException.class)
                .hasMessageContaining("symbolic link");
    }

    @Test
    void refusesATopicNameThatIsTooLongForKafka() {
        assertThat(new TopicPartitionName("t".repeat(249), 0).topic()).hasSize(249);
        assertThatThrownBy(() -> new TopicPartitionName("t".repeat(250), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TopicPartitionName("t", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "../other", "a/b", "a\\b", "a b", "a\0b", "ü"})
    void refusesATopicNameThatKafkaWouldRefuse(String topic) {
        assertThatThrownBy(() -> new TopicPartitionName(topic, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
