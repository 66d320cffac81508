package io.kaspar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.TopicSpec;
import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of all who speak SQL give the answers that a consumer gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamRunIT {
    private static final List<ContenderName> CONTENDERS =
            Stream.of(ContenderName.values()).filter(ContenderName::speaksSql).toList();
    private static final int RECORD_COUNT = 5_000;
    private static final Map<String, String> ALL = Map.of("startingOffsets", "earliest");

    private BenchCluster cluster;
    private SparkSession spark;
    private BenchSetup setup;
    private TopicSpec orders;

    @BeforeAll
    void start() throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(BrokerOptions.singleNode());
        FakeRegistry registry = FakeRegistry.start();
        cluster = BenchCluster.with(kafka, registry.url(), registry::close, line -> {});
        spark = Sessions.local();
        setup = new BenchSetup(spark, cluster, CONTENDERS, 0);
        orders = TopicSpec.of(new Orders(RECORD_COUNT, 100, 1), RECORD_COUNT, 3, Codec.LZ4);
        cluster.topics().ensure(orders);
    }

    @AfterAll
    void stop() {
        spark.stop();
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"KASPAR_LOCAL", "KASPAR_NETWORK", "SPARK_V1", "SPARK_TUNED"})
    void sumsTheAmountsOfAllRecordsInEachRun(ContenderName name) throws IOException {
        List<List<Object>> byConsumer = setup.consumer().group(orders).rows();
        StreamRun run = setup.stream(name, orders, ALL, StreamRun.Sink.AMOUNTS);

        for (int round = 0; round < 2; round++) {
            Answer answer = answer(run);

            assertThat(new Answer(amounts(answer.rows())))
                    .matches(amounts -> amounts.agreesWith(new Answer(amounts(byConsumer))));
        }
        assertThat(run.note()).startsWith("1 batch; median ms: triggerExecution ");
    }

    @Test
    void countsTheRowsThatGoNowhere() throws IOException {
        for (ContenderName name : CONTENDERS) {
            assertThat(answer(setup.stream(name, orders, ALL, StreamRun.Sink.NOOP)))
                    .isEqualTo(Answer.ofRowCount(RECORD_COUNT));
        }
    }

    @Test
    void takesABatchAfterTheOtherWhereThereIsALimit() throws IOException {
        BenchOptions options = BenchOptions.parse(List.of("--records", "700000", "--workloads", "W19"));
        BenchCase limited = BenchCases.all(options, setup).get(0);
        cluster.topics().ensure(limited.topics().get(0));

        List<Measurement> measured = new CaseRuns(0, 1, line -> {}).run(limited);

        assertThat(measured)
                .hasSize(CONTENDERS.size())
                .allMatch(one -> one.note().startsWith("2 batches;"));
    }

    private static Answer answer(StreamRun run) throws IOException {
        run.prepare();
        try {
            return run.run();
        } finally {
            run.finish();
        }
    }

    /** Currency, count and sum. */
    private static List<List<Object>> amounts(List<List<Object>> rows) {
        return rows.stream().map(row -> row.subList(0, 3)).toList();
    }
}
