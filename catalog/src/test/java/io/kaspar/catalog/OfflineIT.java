package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a running broker's directories, read without it. */
@ExtendWith(SqlFixtureExtension.class)
class OfflineIT {
    private final SqlFixture fixture;

    @TempDir
    Path copies = Path.of("");

    OfflineIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** Makes a catalog of directories; no cluster is named. */
    private void catalog(String name, Map<String, String> settings, Path... logDirs) {
        String prefix = "spark.sql.catalog." + name;
        fixture.spark().conf().set(prefix, KasparCatalog.class.getName());
        fixture.spark()
                .conf()
                .set(
                        prefix + ".log.dirs",
                        String.join(
                                ";", Arrays.stream(logDirs).map(Path::toString).toList()));
        settings.forEach((option, value) -> fixture.spark().conf().set(prefix + "." + option, value));
    }

    private Path copy(String name, String... directories) throws IOException {
        Path target = Files.createDirectory(copies.resolve(name));
        Path logDir = fixture.cluster().logDir(0);
        Files.copy(logDir.resolve("meta.properties"), target.resolve("meta.properties"));
        for (String directory : directories) {
            Files.createDirectory(target.resolve(directory));
            try (Stream<Path> files = Files.list(logDir.resolve(directory))) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(directory).resolve(file.getFileName()));
                }
            }
        }
        return target;
    }

    private static Path lastSegment(Path partition) throws IOException {
        try (Stream<Path> files = Files.list(partition)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> texts(String topic, String text, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> TestProducer.text(topic, 0, "k" + number, text + number))
                .toList();
    }

    private List<String> consumed(String topic, IsolationLevel isolation) {
        return fixture.cluster().consumer().readAll(new TopicPartition(topic, 0), isolation).stream()
                .map(record -> record.offset() + "|" + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> read(String table) {
        return fixture.rows("SELECT _offset, value FROM " + table + " ORDER BY _offset");
    }

    @Test
    void isRefusedWhereTheAdministratorSwitchedItOffWhateverASessionSets() throws IOException {
        Path dump = copy("switched", "my.topic-0", "my.topic-1");
        SparkConf started = SparkEnv.get().conf();
        started.set(OfflineSwitch.SETTING, "false");
        try {
            fixture.sql("SET " + OfflineSwitch.SETTING + "=true");
            catalog("switched", Map.of(), dump);

            assertThatThrownBy(() -> fixture.rows("SELECT * FROM switched.my.topic"))
                    .hasStackTraceContaining(OfflineSwitch.SETTING + "=false");
            assertThatThrownBy(() -> fixture.spark()
                            .read()
                            .format("kaspar")
                            .option("log.dirs", dump.toString())
                            .option(OfflineSwitch.SETTING, "true")
                            .load("my.topic")
                            .count())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(fixture.value("SELECT count(*) FROM kaspar.my.topic")).isEqualTo(3L);
        } finally {
            started.remove(OfflineSwitch.SETTING);
            fixture.spark().conf().unset(OfflineSwitch.SETTING);
        }
        assertThat(fixture.value("SELECT count(*) FROM switched.my.topic")).isEqualTo(3L);
    }

    @Test
    void readsWhatTheClusterHas() throws IOException {
        Path dump = copy("whole", "orders-0", "orders-1", "orders-2", "my.topic-0", "my.topic-1");
        Files.createDirectory(dump.resolve("orders-3.5a1b-delete"));
        Files.createDirectory(dump.resolve("__consumer_offsets-0"));
        catalog("dump", Map.of("schema.registry.url", fixture.registry().url()), dump);

        assertThat(fixture.rows("SHOW TABLES IN dump"))
                .containsExactly("all_topics|my.topic|false", "all_topics|orders|false");
        String columns = "SELECT *, _partition, _offset, _key FROM %s.orders ORDER BY _partition, _offset";
        assertThat(fixture.rows(String.format(columns, "dump")))
                .hasSize(SqlFixture.ORDERS)
                .isEqualTo(fixture.rows(String.format(columns, "kaspar")));
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM dump.__consumer_offsets"))
                .hasStackTraceContaining("internal topics are never read from files");
        assertThat(fixture.value("SELECT count(*) FROM dump.my.topic"))
                .isEqualTo(fixture.value("SELECT count(*) FROM kaspar.my.topic"));
        assertThat(fixture.plan("SELECT order_id FROM dump.orders"))
                .contains("locality offline (files known for 3 of 3");
        assertThat(fixture.rows("SHOW TBLPROPERTIES dump.orders"))
                .contains("cluster.id|" + fixture.cluster().clusterId(), "partitions|3");
    }

    @Test
    void knowsWhatIsCommittedWithoutABroker() throws IOException {
        String topic = "ledger";
        fixture.cluster().createTopic(topic, 1);
        TestProducer producer = fixture.cluster().producer();
        producer.send(texts(topic, "plain", 5));
        producer.sendCommitted("ledger-1", texts(topic, "committed", 5));
        producer.sendAborted("ledger-2", texts(topic, "aborted", 5));
        producer.sendCommitted("ledger-1", texts(topic, "again", 5));
        Path dump;
        List<String> committed;
        List<String> uncommitted;
        try (KafkaProducer<byte[], byte[]> open = producer.openTransactional("ledger-3", Map.of())) {
            open.beginTransaction();
            TestProducer.sendAll(open, texts(topic, "open", 5));
            producer.send(texts(topic, "behind", 5));
            committed = consumed(topic, IsolationLevel.READ_COMMITTED);
            uncommitted = consumed(topic, IsolationLevel.READ_UNCOMMITTED);
            dump = copy("ledgers", topic + "-0");
            open.abortTransaction();
        }
        Files.delete(dump.resolve(topic + "-0/00000000000000000000.txnindex"));
        Path segment = lastSegment(dump.resolve(topic + "-0"));
        Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), 90), StandardOpenOption.APPEND);
        catalog("ledgers", Map.of(), dump);

        assertThat(committed).hasSize(15);
        assertThat(read("ledgers.ledger")).isEqualTo(committed);
        assertThat(read("ledgers.ledger WITH ('isolation' = 'read_uncommitted')"))
                .isEqualTo(uncommitted);
        assertThat(fixture.plan("SELECT value FROM ledgers.ledger"))
                .contains("locality offline", segment + ", byte", "a transaction without end is open from offset");
    }

    @Test
    void stopsBeforeAFlippedBitAndSaysSo() throws IOException {
        String topic = "flipped";
        fixture.cluster().createTopic(topic, 1);
        for (int round = 0; round < 6; round++) {
            fixture.cluster().producer().send(texts(topic, "round" + round, 4));
        }
        List<String> before = consumed(topic, IsolationLevel.READ_COMMITTED);
        Path dump = copy("flips", topic + "-0");
        Path segment = lastSegment(dump.resolve(topic + "-0"));
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 4;
        bytes[12] ^= 1; // a leader's epoch, with which nothing is compared here
        Files.write(segment, bytes);
        catalog("flips", Map.of(), dump);

        List<String> read = read("flips.flipped");
        assertThat(read).isNotEmpty().hasSizeLessThan(before.size());
        assertThat(read).isEqualTo(before.subList(0, read.size()));
        assertThat(fixture.plan("SELECT value FROM flips.flipped"))
                .contains(segment + ", byte", "nothing behind it is read");
    }

    @Test
    void takesTheCopyThatReachesFarthest() throws IOException {
        String topic = "twice";
        fixture.cluster().createTopic(topic, 1);
        fixture.cluster().producer().send(texts(topic, "early", 3));
        Path early = copy("early", topic + "-0");
        fixture.cluster().producer().send(texts(topic, "late", 3));
        Path late = copy("late", topic + "-0");
        catalog("twice", Map.of(), early, late);

        assertThat(read("twice.twice")).hasSize(6).isEqualTo(consumed(topic, IsolationLevel.READ_COMMITTED));
    }

    @Test
    void readsTimesAndOffsetsAsWithACluster() throws IOException {
        String topic = "timed";
        fixture.cluster().createTopic(topic, 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (long number = 0; number < 20; number++) {
            records.add(new ProducerRecord<>(
                    topic,
                    0,
                    1_000_000 + number * 1_000,
                    new byte[0],
                    ("t" + number).getBytes(StandardCharsets.UTF_8)));
        }
        fixture.cluster().producer().send(records);
        catalog("times", Map.of(), copy("times", topic + "-0"));

        for (String bounds : List.of(
                "WITH ('startingTimestamp' = '1005500')",
                "WITH ('endingTimestamp' = '1005000')",
                "WITH ('startingOffsets' = '{\"timed\":{\"0\":7}}', 'endingOffsets' = '{\"timed\":{\"0\":9}}')",
                "WHERE _timestamp >= timestamp_millis(1017000)")) {
            assertThat(fixture.rows("SELECT value FROM times.timed " + bounds))
                    .as(bounds)
                    .isNotEmpty()
                    .isEqualTo(fixture.rows("SELECT value FROM kaspar.timed " + bounds));
        }
    }

    @Test
    void readsATopicOfWhichOnlySomePartitionsAreThere() throws IOException {
        catalog("some", Map.of("schema.registry.url", fixture.registry().url()), copy("some", "orders-1"));

        assertThat(fixture.value("SELECT count(*) FROM some.orders"))
                .isEqualTo(fixture.value("SELECT count(*) FROM kaspar.orders WHERE _partition = 1"));
        assertThat(fixture.rows("SHOW TBLPROPERTIES some.orders")).contains("partitions|2");
    }

    @Test
    void readsWithoutACatalog() throws IOException {
        Path dump = copy("source", "plain-0", "plain-1");

        assertThat(fixture.spark()
                        .read()
                        .format("kaspar")
                        .option("log.dirs", dump.toString())
                        .load("plain")
                        .count())
                .isEqualTo(fixture.value("SELECT count(*) FROM kaspar.plain"));
    }

    @Test
    void saysWhatIsWrongWithTheDirectories() throws IOException {
        Path dump = copy("right", "plain-0");
        Path other = Files.createDirectory(copies.resolve("other"));
        Files.writeString(other.resolve("meta.properties"), "cluster.id=other\nnode.id=1\n");
        Path reborn = copy("reborn", "plain-0");
        Files.writeString(reborn.resolve("plain-0/partition.metadata"), "version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAAAQ");
        catalog("missing", Map.of(), copies.resolve("absent"));
        catalog("mixed", Map.of(), dump, other);
        catalog("reborn", Map.of(), dump, reborn);

        assertThatThrownBy(() -> fixture.rows("SHOW TABLES IN missing"))
                .hasStackTraceContaining("absent, which is no directory here");
        assertThatThrownBy(() -> fixture.rows("SHOW TABLES IN mixed"))
                .hasStackTraceContaining("directories of two clusters");
        assertThatThrownBy(() -> fixture.rows("SELECT value FROM reborn.plain"))
                .hasStackTraceContaining("copies of two topics that are both called plain");
    }

    @Test
    void namesFileAndPositionWhenTheOnlyCopyIsBrokenInTheMiddle() throws IOException {
        String topic = "broken";
        fixture.cluster()
                .createTopic(topic, 1, 1, Map.of("internal.segment.bytes", "400", "segment.index.bytes", "256"));
        for (int round = 0; round < 6; round++) {
            fixture.cluster().producer().send(texts(topic, "round" + round, 4));
        }
        Path dump = copy("broken", topic + "-0");
        Path first = dump.resolve(topic + "-0/00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length - 1] ^= 1;
        Files.write(first, bytes);
        catalog("broken", Map.of(), dump);

        assertThatThrownBy(() -> read("broken.broken")).hasStackTraceContaining(first + ", byte ");
    }

    @Test
    void hasNoBrokerToCheckLocalityWith() throws IOException {
        catalog("nobody", Map.of(), copy("nobody", "plain-0"));

        assertThatThrownBy(() -> fixture.rows("CALL nobody.system.check_locality()"))
                .hasStackTraceContaining("check_locality asks brokers");
        assertThatThrownBy(() -> fixture.rows("CALL nobody.system.recover_writes()"))
                .hasStackTraceContaining("recover_writes asks brokers");
    }

    @Test
    void readsDirectoriesOfBrokersWithZooKeeper() throws IOException {
        List<Path> dumps = List.of(copy("zookeeper-1", "my.topic-0"), copy("zookeeper-2", "my.topic-1"));
        for (int broker = 0; broker < 2; broker++) {
            Files.writeString(
                    dumps.get(broker).resolve("meta.properties"),
                    "version=0\nbroker.id=" + (broker + 1) + "\ncluster.id=of-old\n");
            Files.delete(dumps.get(broker).resolve("my.topic-" + broker + "/partition.metadata"));
        }
        catalog("zookeeper", Map.of(), dumps.get(0), dumps.get(1));

        assertThat(fixture.rows("SELECT _partition, _offset, value FROM zookeeper.my.topic ORDER BY 1, 2"))
                .isNotEmpty()
                .isEqualTo(fixture.rows("SELECT _partition, _offset, value FROM kaspar.my.topic ORDER BY 1, 2"));
        assertThat(fixture.rows("SHOW TBLPROPERTIES zookeeper.my.topic")).contains("cluster.id|of-old");
    }

    @Test
    void aHeldDataFrameSeesWhatWasCopiedSince() throws IOException {
        String topic = "recopied";
        fixture.cluster().createTopic(topic, 1);
        fixture.cluster().producer().send(texts(topic, "early", 3));
        Path dump = copy("recopied", topic + "-0");
        Dataset<Row> held = fixture.spark()
                .read()
                .format("kaspar")
                .option("log.dirs", dump.toString())
                .load(topic);
        assertThat(held.count()).isEqualTo(3);

        fixture.cluster().producer().send(texts(topic, "late", 2));
        Path segment = lastSegment(fixture.cluster().logDir(0).resolve(topic + "-0"));
        Files.write(lastSegment(dump.resolve(topic + "-0")), Files.readAllBytes(segment));

        assertThat(held.count()).isEqualTo(5);
    }
}
