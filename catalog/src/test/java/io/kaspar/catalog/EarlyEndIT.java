package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.TestProducer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that want no more before a transaction's end. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlyEndIT {
    private static final int RECORDS = 2_000;

    private final SqlFixture fixture;

    EarlyEndIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    void fill() {
        fixture.cluster().createTopic("ended", 1);
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, RECORDS)
                .mapToObj(i -> TestProducer.text("ended", 0, null, "value " + i))
                .toList();
        fixture.cluster().producer().sendAborted("ended-1", records);
        fixture.cluster().producer().sendCommitted("ended-2", records);
        fixture.cluster().consumer().awaitDecided(new TopicPartition("ended", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void closesAReaderThatAnotherThreadReads(String locality) {
        String from = " FROM kaspar.ended WITH ('read.locality' = '" + locality + "', 'max-rows-per-batch' = '10')";
        // A thread of Spark's reads the rows for the program. The task ends after the first one that comes back, and
        // closes the reader meanwhile. The program goes on to read: Spark fails when one leaves rows behind.
        String copied = "(SELECT TRANSFORM(value) USING 'cat' AS (copy string)" + from + ")";
        for (int round = 0; round < 3; round++) {
            assertThat(fixture.rows("SELECT copy FROM " + copied + " LIMIT 1")).containsExactly("value 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void checksTransactionsOfWhatALimitLeft(String locality) {
        assertThat(fixture.rows("SELECT value FROM kaspar.ended WITH ('read.locality' = '" + locality + "') LIMIT 2"))
                .containsExactly("value 0", "value 1");
    }
}
