package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code commit=atomic} through Spark, with several tasks that send; their transaction is tested in the writer. */
@ExtendWith(SqlFixtureExtension.class)
class AtomicWriteIT {
    private static final int ROWS = 500;
    private static final int PARTITIONS = 5;
    private static final int CORES = 2;

    private final SqlFixture fixture;

    AtomicWriteIT(SqlFixture fixture) {
        this.fixture = fixture;
        fixture.catalog("at_once", settings());
    }

    private static Map<String, String> settings() {
        return Map.of(
                "delivery",
                "exactly-once",
                "commit",
                "atomic",
                "transactional.id.prefix",
                "at-once",
                "decision.topic",
                "at-once-writes",
                "metadata-ttl",
                "1ms");
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .flatMap(partition -> {
                    fixture.cluster().consumer().awaitDecided(partition);
                    return fixture.cluster().consumer().readAll(partition, IsolationLevel.READ_COMMITTED).stream();
                })
                .toList();
    }

    private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    private static List<String> numbers() {
        return IntStream.range(0, ROWS).mapToObj(Integer::toString).sorted().toList();
    }

    /** How many transactions ended in a partition: each leaves a marker beside its records. */
    private long markers(String topic, int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        long all = fixture.cluster().consumer().endOffset(place, IsolationLevel.READ_UNCOMMITTED);
        return all
                - fixture.cluster()
                        .consumer()
                        .readAll(place, IsolationLevel.READ_UNCOMMITTED)
                        .size();
    }

    private boolean isNothingOpen() throws ExecutionException, InterruptedException {
        return fixture
                .cluster()
                .admin()
                .listTransactions(new ListTransactionsOptions().filterStates(EnumSet.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .noneMatch(listing -> listing.transactionalId().startsWith("at-once/"));
    }

    private static int murmur2(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
    }

    private static int crc32(byte[] key) {
        CRC32 checksum = new CRC32();
        checksum.update(key);
        return (int) (checksum.getValue() % PARTITIONS);
    }

    private void requireAllIn(String topic, ToIntFunction<ConsumerRecord<byte[], byte[]>> partition) {
        List<ConsumerRecord<byte[], byte[]>> records = records(topic);
        assertThat(texts(records)).isEqualTo(numbers());
        assertThat(records).allMatch(record -> record.partition() == partition.applyAsInt(record));
        for (int each = 0; each < PARTITIONS; each++) {
            assertThat(markers(topic, each)).isEqualTo(1);
        }
    }

    /** As Spark plans it. */
    private void requireTasks(String insert, int tasks) {
        assertThat(fixture.plan(insert)).containsPattern("RepartitionByExpression .*, " + tasks + "\\b");
    }

    private static String select() {
        return "SELECT CAST(id AS STRING) AS value FROM range(" + ROWS + ")";
    }

    @Test
    void rowsWithoutKeysComeFromSeveralTasks() {
        fixture.cluster().createTopic("atomic-plain", PARTITIONS);
        String insert = "INSERT INTO at_once.`atomic-plain` " + select();
        requireTasks(insert, CORES);

        fixture.sql(insert);

        List<ConsumerRecord<byte[], byte[]>> records = records("atomic-plain");
        assertThat(texts(records)).isEqualTo(numbers());
        assertThat(records.stream().map(record -> record.partition() % CORES).distinct())
                .hasSize(CORES);
        assertThat(IntStream.range(0, PARTITIONS).mapToLong(partition -> markers("atomic-plain", partition)))
                .allMatch(markers -> markers <= 1);
    }

    @Test
    void keysLieWhereKafkasProducerPutsThem() {
        fixture.cluster().createTopic("atomic-keyed", PARTITIONS);
        String insert = "INSERT INTO at_once.`atomic-keyed` WITH (`key.columns` = 'value') " + select();
        requireTasks(insert, CORES);

        fixture.sql(insert);

        requireAllIn("atomic-keyed", record -> murmur2(record.key()));
    }

    /** The frame is a part of what is hashed. */
    @Test
    void framedKeysLieWhereKafkasProducerPutsThem() {
        fixture.cluster().createTopic("atomic-framed", PARTITIONS);
        fixture.registry().register("atomic-framed-key", "\"string\"");
        String insert = "INSERT INTO at_once.`atomic-framed` WITH (`key.columns` = 'value') " + select();
        requireTasks(insert, CORES);

        fixture.sql(insert);

        assertThat(records("atomic-framed")).allMatch(record -> record.key()[0] == 0 && record.key().length > 5);
        requireAllIn("atomic-framed", record -> murmur2(record.key()));
    }

    @Test
    void keysLieWhereThePartitionerSays() {
        fixture.cluster().createTopic("atomic-crc", PARTITIONS);

        fixture.sql(
                "INSERT INTO at_once.`atomic-crc` WITH (`key.columns` = 'value', partitioner = 'crc32') " + select());

        requireAllIn("atomic-crc", record -> crc32(record.key()));
    }

    /** The key says it where the row does not, and with neither any will do. */
    @Test
    void rowsMayNameTheirPartitions() {
        fixture.cluster().createTopic("atomic-named", PARTITIONS);
        String insert = "INSERT INTO at_once.`atomic-named$raw` (key, value, partition)"
                + " SELECT IF(id % 3 = 0, NULL, CAST(CONCAT('k', id) AS BINARY)), CAST(CAST(id AS STRING) AS BINARY),"
                + " IF(id % 2 = 0, NULL, CAST(id % " + PARTITIONS + " AS INT)) FROM range(" + ROWS + ")";
        requireTasks(insert, CORES);

        fixture.sql(insert);

        requireAllIn("atomic-named", record -> {
            int number = Integer.parseInt(new String(record.value(), StandardCharsets.UTF_8));
            if (number % 2 != 0) {
                return number % PARTITIONS;
            }
            return record.key() == null ? record.partition() : murmur2(record.key());
        });
    }

    @Test
    void aPartitionThatIsNotThereFailsAll() throws Exception {
        fixture.cluster().createTopic("atomic-absent", PARTITIONS);

        assertThatThrownBy(() -> fixture.sql("INSERT INTO at_once.`atomic-absent$raw` (value, partition)"
                        + " SELECT CAST(CAST(id AS STRING) AS BINARY), CAST(id AS INT) FROM range(6)"))
                .hasStackTraceContaining("the row names partition 5, and the topic has 5");

        assertThat(records("atomic-absent")).isEmpty();
        assertThat(isNothingOpen()).isTrue();
    }

    /** Others have sent all of theirs by then, some, or nothing. */
    @Test
    void nothingOfAStatementThatFailsIsSeenOrLeftOpen() throws Exception {
        fixture.cluster().createTopic("atomic-failing", PARTITIONS);

        assertThatThrownBy(() -> fixture.sql("INSERT INTO at_once.`atomic-failing`" + " SELECT IF(id = " + (ROWS - 1)
                        + ", NULL, CAST(id AS STRING)) FROM range(" + ROWS + ")"))
                .hasStackTraceContaining("tombstones=true");

        assertThat(isNothingOpen()).isTrue();
        assertThat(records("atomic-failing")).isEmpty();
    }

    /** Spark takes one task for what is constant, and for what is empty. */
    @Test
    void fewRowsAreWrittenAsWell() {
        fixture.cluster().createTopic("atomic-few", PARTITIONS);
        fixture.sql("INSERT INTO at_once.`atomic-few` SELECT 'a' FROM range(3)");
        fixture.sql("INSERT INTO at_once.`atomic-few` " + select() + " WHERE id < 0");
        fixture.sql("INSERT INTO at_once.`atomic-few` VALUES ('b'), ('c')");
        fixture.sql("INSERT INTO at_once.`atomic-few` WITH (`key.columns` = 'value') VALUES ('d')");

        assertThat(texts(records("atomic-few"))).containsExactly("a", "a", "a", "b", "c", "d");
    }

    @Test
    void aNamedStatementIsWrittenOnce() {
        fixture.cluster().createTopic("atomic-once", PARTITIONS);
        for (int run = 0; run < 2; run++) {
            fixture.sql("INSERT INTO at_once.`atomic-once` WITH (`write.id` = 'w1') " + select());
        }
        assertThat(texts(records("atomic-once"))).isEqualTo(numbers());
    }

    private static Map<String, String> withIgnoredKeys() {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("kafka.partitioner.ignore.keys", "true");
        return settings;
    }

    @Test
    void oneTaskSendsWhereThatIsWantedOrNothingElseIsSure() {
        fixture.cluster().createTopic("atomic-one", PARTITIONS);
        fixture.catalog("choosing", withIgnoredKeys());
        requireTasks(
                "INSERT INTO at_once.`atomic-one` WITH (`key.columns` = 'value', `atomic.senders` = '1') " + select(),
                1);
        requireTasks("INSERT INTO choosing.`atomic-one` WITH (`key.columns` = 'value') " + select(), 1);
        requireTasks("INSERT INTO at_once.plain " + select(), CORES);
        fixture.spark()
                .sql(select())
                .write()
                .format("kaspar")
                .mode("append")
                .options(settings())
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("key.columns", "value")
                .save("atomic-one");

        requireAllIn("atomic-one", record -> murmur2(Objects.requireNonNull(record.key())));
    }

    @Test
    void thePlanTellsNoSecrets() {
        assertThat(fixture.plan("INSERT INTO at_once.plain WITH (`key.columns` = 'value') " + select()))
                .contains("(kaspar_sender, value#")
                .doesNotContain("bootstrap");
    }

    @Test
    void aNumberOfSendersIsOneAtLeast() {
        assertThatThrownBy(() -> fixture.sql("INSERT INTO at_once.plain WITH (`atomic.senders` = '0') VALUES ('a')"))
                .hasMessageContaining("atomic.senders");
    }
}
