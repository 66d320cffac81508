package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.testing.kafka.CopiedLogDir;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Queries that want no more before a task is at its end, of files that do not know what became of a transaction. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SqlFixtureExtension.class)
class StaleReplicaIT {
    private static final String TOPIC = "stale";
    private static final int RECORDS = 200;

    private final SqlFixture fixture;

    @TempDir
    static Path copies = Path.of("");

    StaleReplicaIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** Files as they were before one transaction was aborted, and before the next one was committed. */
    @BeforeAll
    void write() throws IOException {
        fixture.cluster().createTopic(TOPIC, 1);
        writeAndCopy("aborted");
        writeAndCopy("committed");
    }

    private void writeAndCopy(String outcome) throws IOException {
        try (KafkaProducer<byte[], byte[]> producer =
                fixture.cluster().producer().openTransactional("stale " + outcome, Map.of())) {
            producer.beginTransaction();
            TestProducer.sendAll(producer, records(outcome));
            Path copy = CopiedLogDir.copy(fixture.cluster(), 0, TOPIC, copies.resolve(outcome));
            if (outcome.equals("aborted")) {
                producer.abortTransaction();
            } else {
                producer.commitTransaction();
            }
            fixture.catalog(
                    "before_" + outcome,
                    Map.of(
                            "kafka.bootstrap.servers",
                            fixture.cluster().bootstrapServers(),
                            "log.dirs",
                            fixture.cluster().logDir(0) + "=" + copy));
        }
    }

    @Test
    void givesNoAbortedRecordsToWhoWantsOnlyTheFirst() {
        assertThatThrownBy(() -> fixture.rows("SELECT value FROM before_aborted.stale LIMIT 5"))
                .hasStackTraceContaining(TransactionMismatchException.class.getName())
                .hasMessageContaining("was aborted");
        // here all of the transaction is read before a row is given
        assertThat(fixture.rows("SELECT value FROM before_aborted.stale WHERE value LIKE 'aborted%' LIMIT 5"))
                .isEmpty();
    }

    @Test
    void asksTheBrokerWhetherTheFirstWereCommitted() {
        for (String query : List.of("LIMIT 5", "WHERE value LIKE 'committed%' LIMIT 5")) {
            assertThat(fixture.rows("SELECT value FROM before_committed.stale " + query))
                    .as(query)
                    .hasSize(5)
                    .allMatch(value -> value.startsWith("committed"));
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String outcome) {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> TestProducer.text(TOPIC, 0, null, outcome + " " + i))
                .toList();
    }
}
