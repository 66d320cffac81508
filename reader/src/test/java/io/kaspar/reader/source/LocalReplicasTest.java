package io.kaspar.reader.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalReplicasTest {
    private static final String TOPIC_ID = Uuid.randomUuid().toString();

    @TempDir
    Path here = Path.of("");

    @BeforeEach
    void writeDirectory() throws IOException {
        Path logDir = Files.createDirectories(here.resolve("disk1/logs"));
        Files.writeString(logDir.resolve("meta.properties"), "version=1\ncluster.id=c1\nnode.id=7\n");
        Path directory = Files.createDirectory(logDir.resolve("orders-3"));
        Files.writeString(directory.resolve("partition.metadata"), "version: 0\ntopic_id: " + TOPIC_ID);
    }

    @Test
    void findsADirectoryUnderItsOwnName() throws IOException {
        assertFound(search(List.of(), place(7, here + "/disk1/logs")));
    }

    @Test
    void findsADirectoryWhereAMappingSaysItIs() throws IOException {
        for (String brokerPath :
                List.of("/var/kafka", "/var/kafka/", "/var/kafka/disk1", "/var/kafka/disk1/logs", "/")) {
            String local = here + brokerPath.replaceFirst("^/(var/kafka/?)?", "/");
            String logDir = brokerPath.equals("/") ? "/disk1/logs" : "/var/kafka/disk1/logs";
            assertFound(search(List.of(new LogDirMapping(brokerPath, local)), place(7, logDir)));
        }
    }

    @Test
    void mapsWholeNamesOfDirectoriesOnly() throws IOException {
        LogDirMapping mapping = new LogDirMapping("/var/kaf", here + "/x");
        assertThat(search(List.of(mapping), place(7, "/var/kafka/disk1/logs")))
                .isInstanceOfSatisfying(LocalSearch.NotFound.class, notFound -> {
                    assertThat(notFound.reason()).isEqualTo(FallbackReason.NOT_ON_THIS_MACHINE);
                    assertThat(notFound.detail()).doesNotContain(here + "/x");
                });
    }

    @Test
    void letsNoPathOfABrokersLeadOutOfAMappedDirectory() throws IOException {
        Files.createDirectories(here.resolve("mapped"));
        LogDirMapping mapping = new LogDirMapping("/var/kafka", here + "/mapped");
        for (String logDir : List.of("/var/kafka/../disk1/logs", "/var/kafka/x/../../disk1/logs")) {
            assertThat(search(List.of(mapping), place(7, logDir)))
                    .isInstanceOfSatisfying(
                            LocalSearch.NotFound.class,
                            notFound -> assertThat(notFound.detail()).doesNotContain(here + "/mapped"));
        }
    }

    @Test
    void triesEveryReplica() throws IOException {
        assertFound(search(
                List.of(), place(1, "/nowhere"), place(2, here + "/disk1/logs"), place(7, here + "/disk1/logs")));
    }

    @Test
    void givesTheReasonThatTellsMost() throws IOException {
        LocalSearch search = search(List.of(), place(1, "/nowhere"), place(2, here + "/disk1/logs"));
        assertThat(search).isInstanceOfSatisfying(LocalSearch.NotFound.class, notFound -> {
            assertThat(notFound.reason()).isEqualTo(FallbackReason.OTHER_NODE);
            assertThat(notFound.detail()).contains("broker 1 (host1, /nowhere)").contains("broker 2 (host2");
        });
    }

    private static ReplicaLocation place(int nodeId, String logDir) {
        return new ReplicaLocation(nodeId, "host" + nodeId, logDir);
    }

    private void assertFound(LocalSearch search) {
        assertThat(search)
                .isInstanceOfSatisfying(
                        LocalSearch.Found.class,
                        found -> assertThat(found.directories())
                                .extracting(PartitionDirectory::path)
                                .containsExactly(here.resolve("disk1/logs/orders-3")));
    }

    private static LocalSearch search(List<LogDirMapping> mappings, ReplicaLocation... replicas) throws IOException {
        PayloadSchema binary = new PayloadSchema.Raw(RawFormat.BINARY);
        ScanSpec spec = new ScanSpec(
                new TopicIdentity("c1", "orders", TOPIC_ID),
                new ScanOutput(List.of(), JudgedPart.WANTED_COLUMNS, ScanOutput.NO_LIMIT),
                new ReadSettings(
                        Isolation.READ_COMMITTED,
                        ReadLocality.PREFERRED,
                        mappings,
                        true,
                        MalformedMode.FAILFAST,
                        1,
                        1000,
                        true),
                new BrokerAccess.Brokers(Map.of("bootstrap.servers", "localhost:1")),
                new PayloadSchemas(new TopicSchema(binary, binary), null));
        return new LocalReplicas(spec, new ScanTask(3, new OffsetRange(0, 1), List.of(replicas))).search();
    }
}
