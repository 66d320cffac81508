package io.kaspar.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @Test
    void removesItsStorageWhenClosed() throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(BrokerOptions.singleNode());
        assertThat(kafka.logDirs(1))
                .allSatisfy(dir -> assertThat(dir.resolve("meta.properties")).exists());

        kafka.close();

        assertThat(kafka.storage()).doesNotExist();
    }

    @Test
    void keepsTopicsInAStorageThatIsToStay(@TempDir Path folder) throws Exception {
        BrokerOptions options = BrokerOptions.singleNode().withKeepIn(folder);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(options);
                Admin admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1)))
                    .all()
                    .get();
        }

        try (EmbeddedKafka again = EmbeddedKafka.start(options);
                Admin admin = admin(again)) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    @Test
    void runsThreeBrokersOnAddressesOfTheirOwn() throws Exception {
        BrokerOptions options = BrokerOptions.singleNode().withBrokerCount(3).withLogDirCount(2);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(options);
                Admin admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic("spread", 6, (short) 2)))
                    .all()
                    .get();

            assertThat(hosts(admin)).containsExactlyInAnyOrder("127.0.0.1", "127.0.0.2", "127.0.0.3");

            kafka.killBroker(2);
            kafka.restartBroker(2);
            assertThat(hosts(admin)).hasSize(3);
        }
    }

    @Test
    void namesLogDirectoriesByPathsThatAreItsOwnOnly() throws Exception {
        BrokerOptions options = BrokerOptions.singleNode().withFirstAddress(5).withPrivatePaths();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(options);
                Admin admin = admin(kafka)) {
            assertThat(admin.describeLogDirs(List.of(1)).allDescriptions().get().get(1))
                    .containsOnlyKeys(BrokerOptions.PRIVATE_ROOT + "/data-0");
            assertThat(kafka.logDirs(1))
                    .singleElement()
                    .satisfies(dir -> assertThat(dir.resolve("meta.properties")).exists());
            assertThat(hosts(admin)).containsExactly("127.0.0.5");
        }
    }

    @Test
    void saysWhyABrokerDoesNotStart() {
        BrokerOptions options = BrokerOptions.singleNode().withServerProperties(Map.of("num.network.threads", "none"));

        assertThatThrownBy(() -> EmbeddedKafka.start(options))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Kafka broker 1 ended with exit code")
                .hasMessageContaining("num.network.threads");
    }

    @Test
    void endsWithItsParentEvenWhenThatIsKilled(@TempDir Path folder) throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsABroker.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String brokerPid;
        try (var lines = parent.inputReader()) {
            brokerPid = lines.lines()
                    .filter(line -> line.startsWith("broker "))
                    .findFirst()
                    .orElseThrow()
                    .substring("broker ".length());
            parent.destroyForcibly().waitFor();
        }

        Optional<ProcessHandle> broker = ProcessHandle.of(Long.parseLong(brokerPid));

        if (broker.isPresent()) {
            broker.get().onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(Files.exists(folder.resolve("kafka-1"))).isTrue();
    }

    /** A parent that is killed. */
    static final class StartsABroker {
        public static void main(String[] args) throws Exception {
            EmbeddedKafka.start(BrokerOptions.singleNode().withKeepIn(Path.of(args[0])));
            long pid =
                    ProcessHandle.current().children().findFirst().orElseThrow().pid();
            System.out.println("broker " + pid);
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
    }

    private static Set<String> hosts(Admin admin) throws Exception {
        return admin.describeCluster().nodes().get().stream()
                .map(org.apache.kafka.common.Node::host)
                .collect(java.util.stream.Collectors.toSet());
    }
}
